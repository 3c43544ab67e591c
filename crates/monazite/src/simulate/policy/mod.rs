//! Policy: what shocks do to permits, capacity and need in a period.

mod action;
mod expect;
mod levels;
mod measure;

pub(super) use levels::Levels;
pub(super) use measure::Measure;

use self::action::{Ground, Refused, What};
use super::binding::Binding;
use super::inputs::Inputs;
use super::lots::Lots;
use super::network::Network;
use super::part::Part;
use super::rows::Rows;
use crate::error::Error;
use crate::quantity::Days;
use crate::scenario::{Kind, Reach, Scenario};
use crate::system::System;

/// All shocks on the network.
#[derive(Debug, Clone, Default)]
pub(super) struct Policy {
    /// By shock.
    measures: Vec<Measure>,
    /// By part.
    parts: Vec<PartPolicy>,
    /// Trade actions that bind each node's exports and its imports: bits by shock.
    pub(super) exports_under: Vec<u64>,
    pub(super) imports_under: Vec<u64>,
    pub(super) lots: Lots,
    /// Orders on strategic stocks.
    pub(super) releases: Vec<Release>,
}

/// An order on the strategic stock of a node.
#[derive(Debug, Clone)]
pub(super) struct Release {
    pub(super) node: u32,
    /// Day from which it stands in place of the general rule.
    pub(super) since: f64,
    /// Days in force.
    pub(super) active: Vec<(f64, f64)>,
    pub(super) weekly_share: f64,
    pub(super) resale: bool,
}

/// What shocks do in one part.
#[derive(Debug, Clone, Default)]
struct PartPolicy {
    /// Shock, and what it does here.
    actions: Vec<(usize, What)>,
    /// All that they change, in order.
    flows: Vec<u32>,
    producers: Vec<u32>,
    users: Vec<u32>,
    nodes: Vec<u32>,
    /// Forms of the flows, and of what the producers make.
    forms: Vec<u32>,
}

/// More shocks than bits.
const MOST: usize = 64;

impl Policy {
    pub(super) fn of(
        system: &System,
        network: &Network,
        parts: &[Part],
        scenario: &Scenario,
        (rows, inputs): (&mut Rows<'_>, &mut Inputs),
    ) -> Result<Self, Error> {
        if scenario.shocks.len() > MOST {
            return Err(Error::Scenario {
                place: scenario.key.clone(),
                reason: format!("{} shocks", scenario.shocks.len()),
                hint: format!("at most {MOST}: let one shock name several forms or countries"),
            });
        }
        let mut policy = Self {
            parts: vec![PartPolicy::default(); parts.len()],
            exports_under: vec![0; network.nodes.len()],
            imports_under: vec![0; network.nodes.len()],
            ..Self::default()
        };
        let mut ground = Ground { system, network, rows, inputs };
        for (number, shock) in scenario.shocks.iter().enumerate() {
            let expected = ground.expected(shock);
            policy.measures.push(Measure::of(scenario, shock, expected, ground.inputs));
            let actions = ground.actions(&mut policy.lots, parts, shock)?;
            for (part, what) in policy.parts.iter_mut().zip(actions).filter(|(_, what)| !what.is_empty()) {
                part.touch(&what);
                part.actions.push((number, what));
            }
            if let Some(reach) = trade(&shock.kind) {
                policy.bind(network, reach, 1 << number);
            }
        }
        policy.parts.iter_mut().for_each(|part| part.sort(network));
        policy.releases = releases(network, scenario);
        Ok(policy)
    }

    /// What each shock does over time.
    pub(super) fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// Nodes of a part behind a tax.
    pub(super) fn taxed_nodes(&self, part: usize) -> &[u32] {
        &self.parts[part].nodes
    }

    /// Flows of a part that some shock changes.
    pub(super) fn touched_flows(&self, part: usize) -> impl Iterator<Item = usize> + '_ {
        self.parts[part].flows.iter().map(|&k| k as usize)
    }

    /// The first day on which a shock is known or in force in a part; none where no shock ever is.
    pub(super) fn first_day(&self, part: usize) -> Option<f64> {
        let shocks = self.parts[part].actions.iter().map(|(shock, _)| &self.measures[*shock]);
        shocks.map(|measure| measure.announced).filter(|day| day.is_finite()).reduce(f64::min)
    }

    fn bind(&mut self, network: &Network, reach: &Reach, bit: u64) {
        for (n, node) in network.nodes.iter().enumerate().filter(|(_, n)| reach.forms.contains(&n.form)) {
            if reach.from.contains(&node.country) {
                self.exports_under[n] |= bit;
            }
            if reach.to.contains(&node.country) && !reach.from.contains(&node.country) {
                self.imports_under[n] |= bit;
            }
        }
    }

    /// Sets for how long holders expect losses to go on in a part, and what they expect to lose.
    pub(super) fn expect(
        &self,
        network: &Network,
        part: usize,
        period: (usize, Days),
        values: &[f64],
        levels: &mut Levels,
    ) {
        let here = &self.parts[part];
        expect::expect((network, &self.measures), (&here.actions, &here.forms), period, values, levels);
    }

    /// Sets the levels of a period in a part; `orders` are the orders of importers over those of the baseline.
    pub(super) fn apply(
        &self,
        network: &Network,
        part: usize,
        (period, step): (usize, Days),
        (values, orders): (&[f64], &[[f64; 2]]),
        levels: &mut Levels,
    ) {
        let here = &self.parts[part];
        here.reset(levels);
        let (from, to) = (period as f64 * step.get(), (period + 1) as f64 * step.get());
        for &(shock, ref what) in &here.actions {
            if !levels.happens[shock] {
                continue;
            }
            let Some((covered, value)) = self.measures[shock].level(&levels.paths[shock], from, to) else {
                levels.left[shock] = 0.0;
                continue;
            };
            let mixed = |value: f64| 1.0 - covered + covered * value;
            match what {
                What::Ban { flows } => {
                    for &(k, slot) in flows {
                        let leak = slot.map_or(value, |slot| values[slot as usize]);
                        levels.cut(k as usize, mixed(leak), Binding::Permit);
                    }
                    levels.in_force |= 1 << shock;
                }
                What::Quota { flows, baseline, share } => {
                    let amount = if *share { value * baseline } else { value / network.per_year };
                    levels.left[shock] += amount * covered;
                    let ordered = |&k: &u32| {
                        let k = k as usize;
                        network.flow_mass[k] * orders[network.flow_to[k] as usize][0] * levels.permit[k]
                    };
                    let ordered: f64 = flows.iter().map(ordered).sum::<f64>() * covered;
                    let allowed = if ordered > 0.0 { (levels.left[shock] / ordered).min(1.0) } else { 1.0 };
                    levels.left[shock] -= ordered * allowed;
                    if allowed < 1.0 {
                        for &k in flows {
                            levels.cut(k as usize, mixed(allowed), Binding::Quota);
                        }
                        levels.in_force |= 1 << shock;
                    }
                }
                What::Licence { flows, bit, baseline } => {
                    let value = baseline.map_or(value, |usual| {
                        let ordered = |&(k, _): &(u32, Refused)| {
                            let k = k as usize;
                            network.flow_mass[k] * orders[network.flow_to[k] as usize].iter().sum::<f64>()
                        };
                        let ordered: f64 = flows.iter().map(ordered).sum();
                        if ordered > 0.0 { (value * usual / ordered).min(1.0) } else { 1.0 }
                    });
                    for &(k, refused) in flows {
                        let granted = match refused {
                            Refused::All => 0.0,
                            Refused::DualUse(slot) => value * (1.0 - values[slot as usize]),
                            Refused::Nobody => value,
                        };
                        levels.cut(k as usize, mixed(granted), Binding::Permit);
                        levels.marks[k as usize] |= bit;
                    }
                    levels.in_force |= 1 << shock;
                }
                What::Tax { nodes } => {
                    for &(n, share) in nodes {
                        levels.markup[n as usize] += covered * value * share;
                    }
                }
                What::Technology { producers } => {
                    producers.iter().for_each(|&p| levels.surge_time[p as usize] *= mixed(value));
                }
                What::Outage { producers } => {
                    producers.iter().for_each(|&p| levels.capacity[p as usize] *= mixed(1.0 - value));
                }
                What::Demand { users } => {
                    users.iter().for_each(|&u| levels.need[u as usize] *= mixed(value));
                }
            }
        }
        for &k in &here.flows {
            let k = k as usize;
            levels.open[k] = network.flow_mass[k] * levels.permit[k];
        }
    }
}

impl PartPolicy {
    fn touch(&mut self, what: &What) {
        match what {
            What::Ban { flows } => self.flows.extend(flows.iter().map(|f| f.0)),
            What::Quota { flows, .. } => self.flows.extend(flows),
            What::Licence { flows, .. } => self.flows.extend(flows.iter().map(|f| f.0)),
            What::Tax { nodes } => self.nodes.extend(nodes.iter().map(|n| n.0)),
            What::Technology { producers } | What::Outage { producers } => self.producers.extend(producers),
            What::Demand { users } => self.users.extend(users),
        }
    }

    fn sort(&mut self, network: &Network) {
        let to = self.flows.iter().map(|&k| network.flow_to[k as usize]);
        let made = self.producers.iter().flat_map(|&p| network.outputs_of(p as usize)).map(|term| term.0);
        self.forms = to.chain(made).map(|n| network.form_of[n as usize]).collect();
        for list in [&mut self.forms, &mut self.flows, &mut self.producers, &mut self.users, &mut self.nodes]
        {
            list.sort_unstable();
            list.dedup();
        }
    }

    fn reset(&self, levels: &mut Levels) {
        for k in self.flows.iter().map(|&k| k as usize) {
            levels.permit[k] = 1.0;
            levels.cut_by[k] = Binding::None;
            levels.marks[k] = 0;
        }
        for p in self.producers.iter().map(|&p| p as usize) {
            levels.capacity[p] = 1.0;
            levels.surge_time[p] = 1.0;
        }
        self.users.iter().for_each(|&u| levels.need[u as usize] = 1.0);
        self.nodes.iter().for_each(|&n| levels.markup[n as usize] = 0.0);
        levels.in_force = 0;
    }
}

/// Orders on strategic stocks, by holder.
fn releases(network: &Network, scenario: &Scenario) -> Vec<Release> {
    let mut releases = Vec::new();
    for release in &scenario.stock_releases {
        let since = release.decided.map_or(f64::NEG_INFINITY, |date| scenario.day(date));
        let days: Vec<(f64, f64)> = release.active.iter().map(|i| i.days(scenario.start)).collect();
        for (n, node) in network.nodes.iter().enumerate() {
            if release.holders.contains(&node.country) && release.forms.contains(&node.form) {
                releases.push(Release {
                    node: n as u32,
                    since,
                    active: days.clone(),
                    weekly_share: release.weekly_share.get(),
                    resale: release.resale,
                });
            }
        }
    }
    releases
}

/// The reach of a shock on quantities traded.
fn trade(kind: &Kind) -> Option<&Reach> {
    match kind {
        Kind::ExportBan(ban) => Some(&ban.reach),
        Kind::Quota(quota) => Some(&quota.reach),
        Kind::Licence(licence) => Some(&licence.reach),
        Kind::Tax(_) | Kind::TechnologyBan(_) | Kind::Outage(_) | Kind::DemandSurge(_) => None,
    }
}

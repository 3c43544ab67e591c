//! Policy: what shocks do to permits, capacity and need in a period.

use super::binding::Binding;
use super::inputs::{Inputs, Slot};
use super::lots::{Lots, Terms};
use super::network::Network;
use super::outcome::Node;
use super::rows::Rows;
use crate::Error;
use crate::id::{CountryId, FormId};
use crate::quantity::Days;
use crate::scenario::{Amount, Interval, Kind, Licence, Path, Reach, Scenario, Shock, path};
use crate::system::System;
use crate::system::behaviour::{Parameter, Scope};
use std::collections::BTreeSet;

/// One shock on the network.
#[derive(Debug, Clone)]
struct Action {
    /// Drawn below this it happens.
    chance: Option<(Slot, f64)>,
    /// Days in force.
    active: Vec<(f64, f64)>,
    /// Value over the days since an interval began.
    path: Vec<(f64, Slot)>,
    /// Days that shift the path; nothing passes before.
    delay: Option<Slot>,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    /// Flows, each with its leakage where the path does not give it.
    Ban { flows: Vec<(u32, Slot)>, leaks_by_path: bool },
    /// Flows, their mass in the baseline, and whether the amount is a share of it.
    Quota { flows: Vec<u32>, baseline: f64, share: bool },
    /// Importing nodes with the taxed part of their supply.
    Tax { nodes: Vec<(u32, f64)> },
    /// Flows, each with the share of its users that is refused, and the lot class bit of what passes.
    Licence { flows: Vec<(u32, Refused)>, bit: u8 },
    /// Plants whose surge takes longer.
    Technology { plants: Vec<u32> },
    /// Plants that lose capacity.
    Outage { plants: Vec<u32> },
    /// Users with a changed need.
    Demand { users: Vec<u32> },
}

/// Who is refused a licence on a flow.
#[derive(Debug, Clone, Copy)]
enum Refused {
    /// Everybody: the importer is excluded.
    All,
    /// Firms that also serve an excluded end use.
    DualUse(Slot),
    /// Nobody in particular.
    Nobody,
}

/// All shocks on the network.
#[derive(Debug, Clone, Default)]
pub(super) struct Policy {
    actions: Vec<Action>,
    /// Trade actions that bind each node's exports and its imports: bits by position in `actions`.
    pub(super) exports_under: Vec<u64>,
    pub(super) imports_under: Vec<u64>,
    pub(super) lots: Lots,
    /// Orders on strategic stocks: node, days in force, weekly share, resale.
    pub(super) releases: Vec<(u32, Vec<(f64, f64)>, f64, bool)>,
    touched_flows: Vec<u32>,
    touched_plants: Vec<u32>,
    touched_users: Vec<u32>,
    touched_nodes: Vec<u32>,
}

/// What policy leaves in a period; 1 where nothing changes.
#[derive(Debug, Clone, Default)]
pub(super) struct Levels {
    pub(super) permit: Vec<f64>,
    /// Permit times the mass of the baseline, which is all that the flows of a period read.
    pub(super) open: Vec<f64>,
    /// What cut a flow most.
    pub(super) cut_by: Vec<Binding>,
    /// Lot class bits that each flow adds.
    pub(super) marks: Vec<u8>,
    pub(super) capacity: Vec<f64>,
    pub(super) surge_time: Vec<f64>,
    pub(super) need: Vec<f64>,
    /// Tax over price, by importing node.
    pub(super) markup: Vec<f64>,
    /// Bits of the trade actions in force.
    pub(super) in_force: u64,
    /// What quotas have left over, by action.
    left: Vec<f64>,
    /// Values of each action's path in this draw, and its delay.
    paths: Vec<Vec<(f64, f64)>>,
    happens: Vec<bool>,
}

/// More shocks than bits.
const MOST: usize = 64;

impl Policy {
    pub(super) fn of(
        system: &System,
        network: &Network,
        scenario: &Scenario,
        rows: &mut Rows<'_>,
        inputs: &mut Inputs,
    ) -> Result<Self, Error> {
        if scenario.shocks.len() > MOST {
            return Err(Error::Scenario {
                place: scenario.key.clone(),
                reason: format!("{} shocks", scenario.shocks.len()),
                hint: format!("at most {MOST}: let one shock name several forms or countries"),
            });
        }
        let mut policy = Self {
            exports_under: vec![0; network.nodes.len()],
            imports_under: vec![0; network.nodes.len()],
            ..Self::default()
        };
        for (number, shock) in scenario.shocks.iter().enumerate() {
            let action = policy.action(system, network, scenario, shock, rows, inputs)?;
            if let Some(reach) = trade(&shock.kind) {
                policy.bind(network, reach, 1 << number);
            }
            policy.touch(&action.what);
            policy.actions.push(action);
        }
        for list in [
            &mut policy.touched_flows,
            &mut policy.touched_plants,
            &mut policy.touched_users,
            &mut policy.touched_nodes,
        ] {
            list.sort_unstable();
            list.dedup();
        }
        for release in &scenario.stock_releases {
            let days: Vec<(f64, f64)> = release.active.iter().map(|i| i.days(scenario)).collect();
            for (n, node) in network.nodes.iter().enumerate() {
                if release.holders.contains(&node.country) && release.forms.contains(&node.form) {
                    policy.releases.push((
                        n as u32,
                        days.clone(),
                        release.weekly_share.get(),
                        release.resale,
                    ));
                }
            }
        }
        Ok(policy)
    }

    /// Nodes behind a tax.
    pub(super) fn taxed_nodes(&self) -> &[u32] {
        &self.touched_nodes
    }

    /// Flows that some shock changes.
    pub(super) fn touched_flows(&self) -> &[u32] {
        &self.touched_flows
    }

    fn action(
        &mut self,
        system: &System,
        network: &Network,
        scenario: &Scenario,
        shock: &Shock,
        rows: &mut Rows<'_>,
        inputs: &mut Inputs,
    ) -> Result<Action, Error> {
        let chance = (shock.probability.get() < 1.0)
            .then(|| (inputs.add_chance(format!("{}: happens", shock.name)), shock.probability.get()));
        let mut path = |what: &str, path: &Path| -> Vec<(f64, Slot)> {
            let add =
                |&(day, value)| (day, inputs.add(format!("{}: {what} from day {day}", shock.name), value));
            path.points().iter().map(add).collect()
        };
        let mut delay = None;
        let (path, what) = match &shock.kind {
            Kind::ExportBan(ban) => {
                let points = ban.leakage.as_ref().map_or_else(Vec::new, |p| path("leakage", p));
                let flows = flows(network, &ban.reach).into_iter();
                let leaks_by_path = ban.leakage.is_some();
                let flows = flows.map(|(k, to)| {
                    let node = network.nodes[to];
                    let slot = if leaks_by_path {
                        0
                    } else {
                        rows.slot(inputs, Parameter::Leakage, &rows.place(node.form, node.country))
                    };
                    (k, slot)
                });
                (points, What::Ban { flows: flows.collect(), leaks_by_path })
            }
            Kind::Quota(quota) => {
                let (share, amount) = match quota.amount {
                    Amount::TonnesPerYear(amount) => (false, amount),
                    Amount::ShareOfBaseline(amount) => (true, amount),
                };
                let flows: Vec<u32> = flows(network, &quota.reach).into_iter().map(|f| f.0).collect();
                let baseline = flows.iter().map(|&k| network.flow_mass[k as usize]).sum();
                (path("amount", &Path::constant(amount)), What::Quota { flows, baseline, share })
            }
            Kind::Tax(tax) => {
                let mut nodes = std::collections::BTreeMap::new();
                for (k, to) in flows(network, &tax.reach) {
                    *nodes.entry(to as u32).or_insert(0.0) += network.flow_mass[k as usize];
                }
                let share = |(n, mass): (u32, f64)| {
                    (n, mass / (network.made[n as usize] + network.imported[n as usize]))
                };
                (path("rate", &tax.rate), What::Tax { nodes: nodes.into_iter().map(share).collect() })
            }
            Kind::Licence(licence) => {
                let points = path("approval", &licence.approval);
                delay = Some(inputs.add(format!("{}: delay", shock.name), licence.delay));
                let bit = self.terms(licence, &shock.name, system, rows, inputs)?;
                let flows = licensed(network, licence, &shock.name, rows, inputs);
                (points, What::Licence { flows, bit })
            }
            Kind::TechnologyBan(ban) => {
                let factor = path("lead time", &Path::constant(ban.lead_time_factor));
                let plants = plants(network, &ban.reach.forms, |c| ban.reach.to.contains(&c));
                (factor, What::Technology { plants })
            }
            Kind::Outage(outage) => {
                let plants = plants(network, &outage.forms, |c| outage.countries.contains(&c));
                (path("loss", &outage.loss), What::Outage { plants })
            }
            Kind::DemandSurge(surge) => {
                let reached = network.users.iter().zip(0..).filter(|(u, _)| {
                    surge.countries.contains(&u.country)
                        && surge.forms.contains(&u.form)
                        && surge.end_uses.contains(&u.end_use)
                });
                (path("factor", &surge.factor), What::Demand { users: reached.map(|(_, u)| u).collect() })
            }
        };
        let active = shock.active.iter().map(|i: &Interval| i.days(scenario)).collect();
        Ok(Action { chance, active, path, delay, what })
    }

    /// The lot class bit of what a licence lets through; 0 where it has no lasting terms.
    fn terms(
        &mut self,
        licence: &Licence,
        name: &str,
        system: &System,
        rows: &mut Rows<'_>,
        inputs: &mut Inputs,
    ) -> Result<u8, Error> {
        if licence.excluded_end_uses.is_empty() && licence.liability.is_none() {
            return Ok(0);
        }
        let form = licence.reach.forms.first();
        let anywhere = form.map_or_else(Scope::default, |&f| Scope::of_form(system, f));
        let stop = licence.liability.map(|l| match l.probability {
            Some(p) => inputs.add(format!("{name}: third countries stop"), p),
            None => rows.slot(inputs, Parameter::ReexportStop, &anywhere),
        });
        let threshold = licence
            .liability
            .and_then(|l| l.value_threshold)
            .map(|t| inputs.add(format!("{name}: value threshold"), t));
        let leakage = inputs.add(format!("{name}: leakage"), licence.leakage);
        self.lots.bit(Terms {
            end_uses: licence.excluded_end_uses.clone(),
            countries: licence.excluded_countries.clone(),
            leakage,
            stop,
            threshold,
        })
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

    fn touch(&mut self, what: &What) {
        match what {
            What::Ban { flows, .. } => self.touched_flows.extend(flows.iter().map(|f| f.0)),
            What::Quota { flows, .. } => self.touched_flows.extend(flows),
            What::Licence { flows, .. } => self.touched_flows.extend(flows.iter().map(|f| f.0)),
            What::Tax { nodes } => self.touched_nodes.extend(nodes.iter().map(|n| n.0)),
            What::Technology { plants } | What::Outage { plants } => self.touched_plants.extend(plants),
            What::Demand { users } => self.touched_users.extend(users),
        }
    }

    /// Starts a run: nothing changed, the numbers of a draw in place.
    pub(super) fn begin(&self, network: &Network, values: &[f64], levels: &mut Levels) {
        let reset = |list: &mut Vec<f64>, length: usize, value: f64| {
            list.clear();
            list.resize(length, value);
        };
        reset(&mut levels.permit, network.flow_mass.len(), 1.0);
        reset(&mut levels.capacity, network.plants.len(), 1.0);
        reset(&mut levels.surge_time, network.plants.len(), 1.0);
        reset(&mut levels.need, network.users.len(), 1.0);
        reset(&mut levels.markup, network.nodes.len(), 0.0);
        reset(&mut levels.left, self.actions.len(), 0.0);
        levels.open.clear();
        levels.open.extend_from_slice(&network.flow_mass);
        levels.cut_by.clear();
        levels.cut_by.resize(network.flow_mass.len(), Binding::None);
        levels.marks.clear();
        levels.marks.resize(network.flow_mass.len(), 0);
        levels.in_force = 0;
        levels.paths.resize_with(self.actions.len(), Vec::new);
        levels.happens.clear();
        for (action, points) in self.actions.iter().zip(&mut levels.paths) {
            levels.happens.push(action.chance.is_none_or(|(slot, p)| values[slot as usize] < p));
            points.clear();
            if let Some(delay) = action.delay {
                let delay = values[delay as usize];
                points.extend([(0.0, 0.0), (delay, 0.0)]);
                points.extend(action.path.iter().map(|&(day, slot)| (day + delay, values[slot as usize])));
            } else {
                points.extend(action.path.iter().map(|&(day, slot)| (day, values[slot as usize])));
            }
        }
    }

    /// Sets the levels of a period; `orders` are the orders of importers over those of the baseline.
    pub(super) fn apply(
        &self,
        network: &Network,
        values: &[f64],
        (period, step): (usize, Days),
        orders: &[[f64; 2]],
        levels: &mut Levels,
    ) {
        self.reset(levels);
        let (from, to) = (period as f64 * step.get(), (period + 1) as f64 * step.get());
        for (number, action) in self.actions.iter().enumerate() {
            if !levels.happens[number] {
                continue;
            }
            let Some((part, value)) = level(&action.active, &levels.paths[number], from, to) else {
                levels.left[number] = 0.0;
                continue;
            };
            let mixed = |value: f64| 1.0 - part + part * value;
            match &action.what {
                What::Ban { flows, leaks_by_path } => {
                    for &(k, slot) in flows {
                        let leak = if *leaks_by_path { value } else { values[slot as usize] };
                        cut(levels, k as usize, mixed(leak), Binding::Permit);
                    }
                    levels.in_force |= 1 << number;
                }
                What::Quota { flows, baseline, share } => {
                    let amount = if *share { value * baseline } else { value / network.per_year };
                    levels.left[number] += amount * part;
                    let ordered = |&k: &u32| {
                        let k = k as usize;
                        network.flow_mass[k] * orders[network.flow_to[k] as usize][0] * levels.permit[k]
                    };
                    let ordered: f64 = flows.iter().map(ordered).sum::<f64>() * part;
                    let allowed = if ordered > 0.0 { (levels.left[number] / ordered).min(1.0) } else { 1.0 };
                    levels.left[number] -= ordered * allowed;
                    if allowed < 1.0 {
                        for &k in flows {
                            cut(levels, k as usize, mixed(allowed), Binding::Quota);
                        }
                        levels.in_force |= 1 << number;
                    }
                }
                What::Licence { flows, bit } => {
                    for &(k, refused) in flows {
                        let granted = match refused {
                            Refused::All => 0.0,
                            Refused::DualUse(slot) => value * (1.0 - values[slot as usize]),
                            Refused::Nobody => value,
                        };
                        cut(levels, k as usize, mixed(granted), Binding::Permit);
                        levels.marks[k as usize] |= bit;
                    }
                    levels.in_force |= 1 << number;
                }
                What::Tax { nodes } => {
                    for &(n, share) in nodes {
                        levels.markup[n as usize] += part * value * share;
                    }
                }
                What::Technology { plants } => {
                    plants.iter().for_each(|&p| levels.surge_time[p as usize] *= mixed(value));
                }
                What::Outage { plants } => {
                    plants.iter().for_each(|&p| levels.capacity[p as usize] *= mixed(1.0 - value));
                }
                What::Demand { users } => {
                    users.iter().for_each(|&u| levels.need[u as usize] *= mixed(value));
                }
            }
        }
        self.open(network, levels);
    }

    /// Puts permits on the masses of the flows that they change.
    fn open(&self, network: &Network, levels: &mut Levels) {
        for &k in &self.touched_flows {
            let k = k as usize;
            levels.open[k] = network.flow_mass[k] * levels.permit[k];
        }
    }

    fn reset(&self, levels: &mut Levels) {
        for &k in &self.touched_flows {
            levels.permit[k as usize] = 1.0;
            levels.cut_by[k as usize] = Binding::None;
            levels.marks[k as usize] = 0;
        }
        for &p in &self.touched_plants {
            levels.capacity[p as usize] = 1.0;
            levels.surge_time[p as usize] = 1.0;
        }
        self.touched_users.iter().for_each(|&u| levels.need[u as usize] = 1.0);
        self.touched_nodes.iter().for_each(|&n| levels.markup[n as usize] = 0.0);
        levels.in_force = 0;
    }
}

/// The part of a period in which a measure is in force, and its mean value then; `None` where it is not at all.
fn level(active: &[(f64, f64)], points: &[(f64, f64)], from: f64, to: f64) -> Option<(f64, f64)> {
    let (mut days, mut area) = (0.0, 0.0);
    for &(start, end) in active {
        let (a, b) = (from.max(start), to.min(end));
        if b > a {
            days += b - a;
            area += (b - a) * path::mean(points, a - start, b - start);
        }
    }
    (days > 0.0).then(|| (days / (to - from), area / days))
}

fn cut(levels: &mut Levels, flow: usize, factor: f64, by: Binding) {
    levels.permit[flow] *= factor;
    if factor < 1.0 {
        levels.cut_by[flow] = by;
    }
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

/// Flows within a reach, with the node that each goes to.
fn flows(network: &Network, reach: &Reach) -> Vec<(u32, usize)> {
    let mut found = Vec::new();
    for (n, node) in network.nodes.iter().enumerate() {
        if !reach.forms.contains(&node.form) || !reach.from.contains(&node.country) {
            continue;
        }
        for k in network.flows_from(n) {
            let to = network.flow_to[k] as usize;
            if reach.covers(node.form, node.country, network.nodes[to].country) {
                found.push((k as u32, to));
            }
        }
    }
    found
}

/// Plants in some countries that make one of some forms.
fn plants(network: &Network, forms: &BTreeSet<FormId>, here: impl Fn(CountryId) -> bool) -> Vec<u32> {
    let makes = |p: usize| {
        network.outputs_of(p).iter().any(|&(n, _)| forms.contains(&network.nodes[n as usize].form))
    };
    let all = network.plants.iter().enumerate();
    all.filter(|(p, plant)| here(plant.country) && makes(*p)).map(|(p, _)| p as u32).collect()
}

/// Licensed flows with those who are refused. Without a share of its own, a licence that excludes end uses refuses the
/// firms that serve both: the mean dual-use share of the importer's other users of the form.
fn licensed(
    network: &Network,
    licence: &Licence,
    name: &str,
    rows: &mut Rows<'_>,
    inputs: &mut Inputs,
) -> Vec<(u32, Refused)> {
    let own =
        licence.excluded_dual_use.map(|share| inputs.add(format!("{name}: dual-use firms refused"), share));
    let mut refused = |to: usize| {
        let Node { form, country } = network.nodes[to];
        if licence.excluded_countries.contains(&country) {
            return Refused::All;
        }
        if let Some(slot) = own {
            return Refused::DualUse(slot);
        }
        if licence.excluded_end_uses.is_empty() {
            return Refused::Nobody;
        }
        // The largest civil user stands for all.
        let civil =
            network.users_at(to).filter(|&u| !licence.excluded_end_uses.contains(&network.users[u].end_use));
        let place = rows.place(form, country);
        let place = match civil.max_by(|&a, &b| network.use_mass[a].total_cmp(&network.use_mass[b])) {
            Some(u) => place.for_end_use(network.users[u].end_use),
            None => place,
        };
        Refused::DualUse(rows.slot(inputs, Parameter::DualUseShare, &place))
    };
    flows(network, &licence.reach).into_iter().map(|(k, to)| (k, refused(to))).collect()
}

//! What a shock acts on: flows, producers, users and nodes of a part of the network.

use super::super::inputs::{Inputs, Slot};
use super::super::lots::{Lots, Terms};
use super::super::network::Network;
use super::super::part::Part;
use super::super::rows::Rows;
use crate::error::Error;
use crate::id::{CountryId, FormId};
use crate::scenario::{Amount, ExportBan, Instrument, Kind, Licence, Reach, ShareOf, Shock};
use crate::system::System;
use crate::system::behaviour::{Parameter, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// What a shock does in one part.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// Flows, each with its leakage where the path does not give it.
    Ban { flows: Vec<(u32, Option<Slot>)> },
    /// Flows, their mass in the baseline, and whether the amount is a share of it.
    Quota { flows: Vec<u32>, baseline: f64, share: bool },
    /// Importing nodes with the taxed part of their supply.
    Tax { nodes: Vec<(u32, f64)> },
    /// Flows, each with the share of its users that is refused, and the lot class bit of what passes.
    /// With the mass of the baseline where what passes is a share of that.
    Licence { flows: Vec<(u32, Refused)>, bit: u8, baseline: Option<f64> },
    /// Producers whose surge takes longer.
    Technology { producers: Vec<u32> },
    /// Producers that lose capacity.
    Outage { producers: Vec<u32> },
    /// Users with a changed need.
    Demand { users: Vec<u32> },
}

/// Who is refused a licence on a flow.
#[derive(Debug, Clone, Copy)]
pub(super) enum Refused {
    /// Everybody: the importer is excluded.
    All,
    /// Firms that also serve an excluded end use.
    DualUse(Slot),
    /// Nobody in particular.
    Nobody,
}

impl What {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Ban { flows } => flows.is_empty(),
            Self::Quota { flows, .. } => flows.is_empty(),
            Self::Tax { nodes } => nodes.is_empty(),
            Self::Licence { flows, .. } => flows.is_empty(),
            Self::Technology { producers } | Self::Outage { producers } => producers.is_empty(),
            Self::Demand { users } => users.is_empty(),
        }
    }
}

/// What actions are found on, and where their numbers come from.
pub(super) struct Ground<'a, 'r> {
    pub(super) system: &'a System,
    pub(super) network: &'a Network,
    pub(super) rows: &'a mut Rows<'r>,
    pub(super) inputs: &'a mut Inputs,
}

impl Ground<'_, '_> {
    /// For how many days holders expect a shock to go on: by the first form that it reaches.
    pub(super) fn expected(&mut self, shock: &Shock) -> Slot {
        let place =
            shock.kind.forms().first().map_or_else(Scope::default, |&form| self.system.scope_of(form));
        let parameter = match shock.seen_as.unwrap_or(shock.kind.instrument()) {
            Instrument::Interruption => Parameter::ExpectedInterruption,
            Instrument::Licence => Parameter::ExpectedLicence,
            Instrument::Quota => Parameter::ExpectedQuota,
            Instrument::Ban => Parameter::ExpectedBan,
        };
        self.rows.slot(self.inputs, parameter, &place)
    }

    /// What a shock does in each part, in the order of parts.
    ///
    /// # Errors
    /// [`Error::Scenario`] if there are more sets of licence terms than a run can hold.
    pub(super) fn actions(
        &mut self,
        lots: &mut Lots,
        parts: &[Part],
        shock: &Shock,
    ) -> Result<Vec<What>, Error> {
        let network = self.network;
        let each = parts.iter();
        Ok(match &shock.kind {
            Kind::ExportBan(ban) => each.map(|part| self.banned(part, ban)).collect(),
            Kind::Quota(quota) => each
                .map(|part| {
                    let flows: Vec<u32> = flows(network, part, &quota.reach).map(|f| f.0).collect();
                    let baseline = flows.iter().map(|&k| network.flow_mass[k as usize]).sum();
                    let share = matches!(quota.amount, Amount::ShareOfBaseline(_));
                    What::Quota { flows, baseline, share }
                })
                .collect(),
            Kind::Tax(tax) => each.map(|part| taxed(network, part, &tax.reach)).collect(),
            Kind::Licence(licence) => {
                let bit = self.terms(lots, licence, &shock.name)?;
                let refused = licence.excluded_dual_use;
                let refused = refused
                    .map(|share| self.inputs.add(format!("{}: dual-use firms refused", shock.name), share));
                let usual = licence.share_of == ShareOf::Usual;
                let what = |part| {
                    let flows = self.licensed(part, licence, refused);
                    let mass = || flows.iter().map(|f| network.flow_mass[f.0 as usize]).sum();
                    What::Licence { bit, baseline: usual.then(mass), flows }
                };
                each.map(what).collect()
            }
            Kind::TechnologyBan(ban) => {
                let here = |country| ban.reach.to.contains(&country);
                each.map(|part| producers(network, part, &ban.reach.forms, here))
                    .map(|producers| What::Technology { producers })
                    .collect()
            }
            Kind::Outage(outage) => {
                let here = |country| outage.countries.contains(&country);
                each.map(|part| producers(network, part, &outage.forms, here))
                    .map(|producers| What::Outage { producers })
                    .collect()
            }
            Kind::DemandSurge(surge) => {
                let reached = |&u: &usize| {
                    let user = &network.users[u];
                    surge.countries.contains(&user.country)
                        && surge.forms.contains(&user.form)
                        && surge.end_uses.contains(&user.end_use)
                };
                each.map(|part| What::Demand {
                    users: part.users().filter(reached).map(|u| u as u32).collect(),
                })
                .collect()
            }
        })
    }

    fn banned(&mut self, part: &Part, ban: &ExportBan) -> What {
        let flows = flows(self.network, part, &ban.reach);
        let leak = |(k, to): (u32, usize)| {
            let stated = ban.leakage.is_some();
            (
                k,
                (!stated).then(|| {
                    self.rows.slot(self.inputs, Parameter::Leakage, &self.rows.place(self.network.nodes[to]))
                }),
            )
        };
        What::Ban { flows: flows.map(leak).collect() }
    }

    /// The lot class bit of what a licence lets through; 0 where it has no lasting terms.
    fn terms(&mut self, lots: &mut Lots, licence: &Licence, name: &str) -> Result<u8, Error> {
        if licence.excluded_end_uses.is_empty() && licence.liability.is_none() {
            return Ok(0);
        }
        let form = licence.reach.forms.first();
        let anywhere = form.map_or_else(Scope::default, |&f| self.system.scope_of(f));
        let stop = licence.liability.map(|l| match l.probability {
            Some(p) => self.inputs.add(format!("{name}: third countries stop"), p),
            None => self.rows.slot(self.inputs, Parameter::ReexportStop, &anywhere),
        });
        let threshold = licence
            .liability
            .and_then(|l| l.value_threshold)
            .map(|t| self.inputs.add(format!("{name}: value threshold"), t));
        let leakage = self.inputs.add(format!("{name}: leakage"), licence.leakage);
        lots.bit(Terms {
            end_uses: licence.excluded_end_uses.clone(),
            countries: licence.excluded_countries.clone(),
            leakage,
            stop,
            threshold,
        })
    }

    /// Licensed flows with those who are refused. Without a share of its own, a licence that excludes end uses refuses
    /// the firms that serve both: the mean dual-use share of the importer's other users of the form.
    fn licensed(&mut self, part: &Part, licence: &Licence, own: Option<Slot>) -> Vec<(u32, Refused)> {
        let network = self.network;
        let refused = |to: usize| {
            if licence.excluded_countries.contains(&network.nodes[to].country) {
                return Refused::All;
            }
            if let Some(slot) = own {
                return Refused::DualUse(slot);
            }
            if licence.excluded_end_uses.is_empty() {
                return Refused::Nobody;
            }
            // The largest civil user stands for all.
            let civil = network
                .users_at(to)
                .filter(|&u| !licence.excluded_end_uses.contains(&network.users[u].end_use));
            let place = self.rows.place(network.nodes[to]);
            let place = match civil.max_by(|&a, &b| network.use_mass[a].total_cmp(&network.use_mass[b])) {
                Some(u) => place.for_end_use(network.users[u].end_use),
                None => place,
            };
            Refused::DualUse(self.rows.slot(self.inputs, Parameter::DualUseShare, &place))
        };
        let mut refused = refused;
        flows(network, part, &licence.reach).map(|(k, to)| (k, refused(to))).collect()
    }
}

/// Flows of a part within a reach, with the node that each goes to.
fn flows<'a>(
    network: &'a Network,
    part: &'a Part,
    reach: &'a Reach,
) -> impl Iterator<Item = (u32, usize)> + 'a {
    let sends = |n: &usize| {
        let node = network.nodes[*n];
        reach.forms.contains(&node.form) && reach.from.contains(&node.country)
    };
    part.nodes().filter(sends).flat_map(move |n| {
        let to = network.flows_from(n).map(|k| (k as u32, network.flow_to[k] as usize));
        let node = network.nodes[n];
        to.filter(move |&(_, to)| reach.covers(node.form, node.country, network.nodes[to].country))
    })
}

/// Importing nodes, each with the taxed part of its supply.
fn taxed(network: &Network, part: &Part, reach: &Reach) -> What {
    let mut nodes: BTreeMap<u32, f64> = BTreeMap::new();
    for (k, to) in flows(network, part, reach) {
        *nodes.entry(to as u32).or_insert(0.0) += network.flow_mass[k as usize];
    }
    let share = |(n, mass): (u32, f64)| (n, mass / network.supply[n as usize]);
    What::Tax { nodes: nodes.into_iter().map(share).collect() }
}

/// Producers of a part in some countries that make one of some forms.
fn producers(
    network: &Network,
    part: &Part,
    forms: &BTreeSet<FormId>,
    here: impl Fn(CountryId) -> bool,
) -> Vec<u32> {
    let makes = |p: usize| {
        network.outputs_of(p).iter().any(|&(n, _)| forms.contains(&network.nodes[n as usize].form))
    };
    part.producers().filter(|&p| here(network.producers[p].country) && makes(p)).map(|p| p as u32).collect()
}

//! The balance of a period: the disrupted state in the form in which every metric works on it.

use super::model::Model;
use super::node::Producer;
use super::state::State;
use crate::balance::{Activity, Balance, BalancedFlow, MineralBalance, NodeMass, Use};
use crate::id::{FormId, MineralId};
use crate::quantity::TonnesPerYear;
use crate::system::System;
use std::collections::BTreeMap;

impl Model {
    /// The balance of a period at yearly rates, with the given numbers. Stock changes close it: they hold what moved in
    /// stocks, on ships and beside producers. Qualities are those of the baseline; spot sales count as estimated.
    #[must_use]
    pub fn balance(&self, system: &System, baseline: &Balance, values: &[f64], period: usize) -> Balance {
        let mut state = State::default();
        self.run_to(values, &mut state, period);
        let mut minerals: BTreeMap<MineralId, MineralBalance> = BTreeMap::new();
        for (&mineral, before) in &baseline.minerals {
            let after = MineralBalance {
                world_supply: before.world_supply,
                scrap: before.scrap.clone(),
                ..MineralBalance::default()
            };
            minerals.insert(mineral, after);
        }
        let of = |form: FormId| system.forms[form].mineral;
        let yearly = |mass: f64| TonnesPerYear::new(mass * self.network.per_year);
        for (u, user) in self.network.users.iter().enumerate().filter(|(u, _)| state.users.got[*u] > 0.0) {
            let Some(mineral) = minerals.get_mut(&of(user.form)) else { continue };
            let mass = yearly(state.users.got[u]);
            mineral.uses.push(Use { form: user.form, country: user.country, end_use: user.end_use, mass });
        }
        for before in baseline.minerals.values().flat_map(|m| &m.activity) {
            let producer = Producer { process: before.process, country: before.country };
            let Ok(p) = self.network.producers.binary_search(&producer) else { continue };
            let Some(mineral) = minerals.get_mut(&system.processes[before.process].mineral) else { continue };
            let mass = yearly(state.producers.activity[p]);
            if mass.get() > 0.0 {
                mineral.activity.push(Activity { mass, ..before.clone() });
            }
        }
        let flows = self.flows(&state);
        for ((from, to), mass) in flows {
            let (exporter, importer) = (self.network.nodes[from], self.network.nodes[to]);
            let Some(mineral) = minerals.get_mut(&of(exporter.form)) else { continue };
            let flow = BalancedFlow {
                form: exporter.form,
                exporter: exporter.country,
                importer: importer.country,
                mass: yearly(mass),
                quality: crate::datum::Quality::Estimated,
            };
            mineral.flows.push(flow);
        }
        let known: BTreeMap<_, _> = (baseline.minerals.values().flat_map(|m| &m.flows))
            .map(|f| ((f.form, f.exporter, f.importer), f.quality))
            .collect();
        for mineral in minerals.values_mut() {
            for flow in &mut mineral.flows {
                if let Some(quality) = known.get(&(flow.form, flow.exporter, flow.importer)) {
                    flow.quality = *quality;
                }
            }
            close(system, mineral);
        }
        Balance { minerals }
    }

    /// Contract and spot flows of the period just made, by exporter's and importer's node.
    fn flows(&self, state: &State) -> BTreeMap<(usize, usize), f64> {
        let network = &self.network;
        let mut flows = BTreeMap::new();
        for n in 0..network.nodes.len() {
            for k in network.flows_from(n) {
                let to = network.flow_to[k] as usize;
                let [for_use, for_stock] = state.nodes.placed[to];
                let ratio = for_use * state.nodes.fill_export[n] + for_stock * state.nodes.fill_stock[n];
                let mass =
                    state.given.levels.open[k] * ratio * state.nodes.passed_on(network, &state.given, n, to);
                if mass > 0.0 {
                    *flows.entry((n, to)).or_insert(0.0) += mass;
                }
            }
        }
        super::spot::pairs((network, &self.groups), &state.nodes, &state.markets, |from, to, mass| {
            if from != to && mass > 0.0 {
                *flows.entry((from, to)).or_insert(0.0) += mass;
            }
        });
        flows
    }
}

/// Stock changes that close the books of every node.
fn close(system: &System, balance: &mut MineralBalance) {
    let mut nodes: BTreeMap<(FormId, crate::id::CountryId), f64> = BTreeMap::new();
    for activity in &balance.activity {
        for term in &system.processes[activity.process].recipe {
            let sign = if term.role == crate::system::Role::Output { 1.0 } else { -1.0 };
            *nodes.entry((term.form, activity.country)).or_default() +=
                sign * term.coefficient.value.get() * activity.mass.get();
        }
    }
    for flow in &balance.flows {
        *nodes.entry((flow.form, flow.exporter)).or_default() -= flow.mass.get();
        *nodes.entry((flow.form, flow.importer)).or_default() += flow.mass.get();
    }
    for use_ in &balance.uses {
        *nodes.entry((use_.form, use_.country)).or_default() -= use_.mass.get();
    }
    for scrap in &balance.scrap {
        *nodes.entry((scrap.form, scrap.country)).or_default() += scrap.mass.get();
    }
    balance.stock_changes = nodes
        .into_iter()
        .filter(|(_, mass)| *mass != 0.0)
        .map(|((form, country), mass)| NodeMass { form, country, mass: TonnesPerYear::new(mass) })
        .collect();
}

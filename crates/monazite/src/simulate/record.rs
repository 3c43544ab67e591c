//! Writing down what a run shows, period by period.

use super::model::Model;
use super::outcome::{Outcome, Series};
use super::react::price_at;
use super::state::State;
use super::{binding, outcome};

/// An outcome under way.
pub(super) struct Recorder {
    outcome: Outcome,
}

impl Recorder {
    pub(super) fn new(model: &Model, values: &[f64]) -> Self {
        let network = &model.network;
        let (nodes, users, plants) = (network.nodes.len(), network.users.len(), network.plants.len());
        let series = |width: usize| Series::new(width, model.periods);
        let daily = |n: usize| (network.fed[n] + network.used[n]) / model.step.get();
        let outcome = Outcome {
            scenario: model.scenario.key.clone(),
            start: model.scenario.start,
            step: model.step,
            periods: model.periods,
            nodes: network.nodes.clone(),
            users: network.users.clone(),
            plants: network.plants.clone(),
            daily_use: (0..nodes).map(daily).collect(),
            criticality: model.slots.criticality(values),
            need: series(users),
            wanted: series(users),
            delivered: series(users),
            replaced: series(users),
            stock: series(nodes),
            exported: series(nodes),
            price: series(nodes),
            output: series(plants),
            base_output: network.plant_mass.clone(),
            binding: Vec::with_capacity(nodes * model.periods),
        };
        Self { outcome }
    }

    pub(super) fn record(&mut self, model: &Model, period: usize, state: &State) {
        let outcome = &mut self.outcome;
        outcome.need.row_mut(period).copy_from_slice(&state.need);
        outcome.wanted.row_mut(period).copy_from_slice(&state.want);
        outcome.delivered.row_mut(period).copy_from_slice(&state.got);
        outcome.replaced.row_mut(period).copy_from_slice(&state.replaced);
        outcome.output.row_mut(period).copy_from_slice(&state.activity);
        let stocks = outcome.stock.row_mut(period);
        stocks.iter_mut().enumerate().for_each(|(n, stock)| *stock = state.stock_of(n));
        for (entry, left) in state.setting.strategic.iter().zip(&state.strategic) {
            stocks[entry.0 as usize] += left;
        }
        let exported = outcome.exported.row_mut(period);
        for (n, mass) in exported.iter_mut().enumerate() {
            *mass = state.shipped[n] + state.spot_sold[n];
        }
        let prices = outcome.price.row_mut(period);
        for (n, price) in prices.iter_mut().enumerate() {
            *price = libm::exp(price_at(&model.network, state, n));
        }
        binding::record(&model.network, &model.policy, state, &mut outcome.binding);
    }

    pub(super) fn finish(self) -> outcome::Outcome {
        self.outcome
    }
}

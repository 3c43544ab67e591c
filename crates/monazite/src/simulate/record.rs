//! Writing down what a run shows, period by period.

use super::binding;
use super::model::Model;
use super::outcome::Outcome;
use super::state::State;

/// Memory of runs: the state, and the outcome of the last one.
#[derive(Debug, Clone)]
pub struct Work {
    state: State,
    outcome: Outcome,
}

impl Work {
    /// Memory for the runs of a model.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        Self { state: State::default(), outcome: blank(model) }
    }
}

impl Model {
    /// The outcome with the given numbers, one for each of [`Model::inputs`].
    #[must_use]
    pub fn outcome(&self, values: &[f64]) -> Outcome {
        let mut work = Work::of(self);
        work.outcome.criticality = self.slots.criticality(values);
        self.run(values, &mut work.state, |period, state| {
            record(&mut work.outcome, self, period, state);
            binding::record(self, state, &mut work.outcome.binding);
        });
        work.outcome
    }

    /// The same in memory that is used again, without the links that bind: for draws.
    pub fn outcome_in<'a>(&self, values: &[f64], work: &'a mut Work) -> &'a Outcome {
        work.outcome.criticality = self.slots.criticality(values);
        self.run(values, &mut work.state, |period, state| record(&mut work.outcome, self, period, state));
        &work.outcome
    }
}

fn blank(model: &Model) -> Outcome {
    let network = &model.network;
    let (nodes, users, plants) = (network.nodes.len(), network.users.len(), network.plants.len());
    let series = |width: usize| super::outcome::Series::new(width, model.periods);
    let daily = |n: usize| (network.fed[n] + network.used[n]) / model.step.get();
    Outcome {
        scenario: model.scenario.key.clone(),
        start: model.scenario.start,
        step: model.step,
        periods: model.periods,
        nodes: network.nodes.clone(),
        users: network.users.clone(),
        plants: network.plants.clone(),
        daily_use: (0..nodes).map(daily).collect(),
        criticality: Vec::new(),
        need: series(users),
        wanted: series(users),
        delivered: series(users),
        replaced: series(users),
        stock: series(nodes),
        exported: series(nodes),
        price: series(nodes),
        output: series(plants),
        base_output: network.plant_mass.clone(),
        binding: Vec::new(),
    }
}

fn record(outcome: &mut Outcome, model: &Model, period: usize, state: &State) {
    outcome.need.row_mut(period).copy_from_slice(&state.need);
    outcome.wanted.row_mut(period).copy_from_slice(&state.want);
    outcome.delivered.row_mut(period).copy_from_slice(&state.got);
    outcome.replaced.row_mut(period).copy_from_slice(&state.replaced);
    outcome.output.row_mut(period).copy_from_slice(&state.activity);
    let stocks = outcome.stock.row_mut(period);
    stocks.copy_from_slice(&state.stock_all);
    for (entry, left) in state.setting.strategic.iter().zip(&state.strategic) {
        stocks[entry.0 as usize] += left;
    }
    let exported = outcome.exported.row_mut(period);
    for ((exported, shipped), sold) in exported.iter_mut().zip(&state.shipped).zip(&state.spot_sold) {
        *exported = shipped + sold;
    }
    let prices = outcome.price.row_mut(period);
    for ((_, nodes), levels) in model.network.forms.iter().zip(&state.price) {
        let ratios = levels.map(libm::exp);
        for n in nodes.clone() {
            prices[n] = ratios[usize::from(state.world[n])] * (1.0 + state.levels.markup[n]);
        }
    }
}

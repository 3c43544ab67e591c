//! Writing down what a run shows, period by period.

use super::binding::Binding;
use super::limits;
use super::model::Model;
use super::outcome::Outcome;
use super::part::Part;
use super::state::State;
use crate::id::MineralId;
use crate::quantity::DAYS_PER_YEAR;
use crate::watch::{Cancelled, Watch};

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
        Self { state: State::default(), outcome: blank(model, model.periods) }
    }
}

/// Memory of runs that are read week by week: the state, and one week of an outcome.
#[derive(Debug, Clone)]
pub(crate) struct Week(Work);

impl Week {
    /// Memory for the runs of a model.
    pub(crate) fn of(model: &Model) -> Self {
        Self(Work { state: State::default(), outcome: blank(model, 1) })
    }
}

impl Model {
    /// The outcome with the given numbers, one for each of [`Model::inputs`].
    #[must_use]
    pub fn outcome(&self, values: &[f64]) -> Outcome {
        // A watch that nobody holds is never cancelled.
        self.outcome_watched(values, &Watch::default()).unwrap_or_else(|_| blank(self, self.periods))
    }

    /// As [`Model::outcome`], under a watch.
    ///
    /// # Errors
    /// [`Cancelled`] by the watch.
    pub fn outcome_watched(&self, values: &[f64], watch: &Watch) -> Result<Outcome, Cancelled> {
        let mut work = Work::of(self);
        work.outcome.criticality = self.slots.criticality(values);
        self.slots.ceilings(&self.network, values, &mut work.outcome.ceiling);
        work.outcome.binding = vec![Binding::None; self.periods * self.network.nodes.len()];
        self.follow(values, &mut work.state, watch, |part, period, state| {
            record(&mut work.outcome, self, part, (period, state));
            let nodes = self.network.nodes.len();
            let row = &mut work.outcome.binding[period * nodes..(period + 1) * nodes];
            limits::record(self, part, state, row);
        })?;
        Ok(work.outcome)
    }

    /// The same in memory that is used again, without the links that bind: for draws.
    pub fn outcome_in<'a>(&self, values: &[f64], work: &'a mut Work) -> &'a Outcome {
        // A watch that nobody holds is never cancelled.
        let _ = self.fill(values, work, &Watch::default());
        &work.outcome
    }

    /// As [`Model::outcome_in`], under a watch.
    ///
    /// # Errors
    /// [`Cancelled`] by the watch.
    pub fn outcome_in_watched<'a>(
        &self,
        values: &[f64],
        work: &'a mut Work,
        watch: &Watch,
    ) -> Result<&'a Outcome, Cancelled> {
        self.fill(values, work, watch)?;
        Ok(&work.outcome)
    }

    fn fill(&self, values: &[f64], work: &mut Work, watch: &Watch) -> Result<(), Cancelled> {
        work.outcome.criticality = self.slots.criticality(values);
        self.slots.ceilings(&self.network, values, &mut work.outcome.ceiling);
        self.follow(values, &mut work.state, watch, |part, period, state| {
            record(&mut work.outcome, self, part, (period, state));
        })
    }

    /// Shows each period of a run as an outcome of one period, mineral after mineral: those named are up to date in it.
    pub(crate) fn weeks(
        &self,
        values: &[f64],
        Week(work): &mut Week,
        watch: &Watch,
        mut see: impl FnMut(&[MineralId], usize, &Outcome),
    ) -> Result<(), Cancelled> {
        work.outcome.criticality = self.slots.criticality(values);
        self.slots.ceilings(&self.network, values, &mut work.outcome.ceiling);
        self.follow(values, &mut work.state, watch, |part, period, state| {
            record(&mut work.outcome, self, part, (0, state));
            see(&part.minerals, period, &work.outcome);
        })
    }
}

fn blank(model: &Model, periods: usize) -> Outcome {
    let network = &model.network;
    let (nodes, users, producers) = (network.nodes.len(), network.users.len(), network.producers.len());
    let series = |width: usize| super::outcome::Series::new(width, periods);
    let daily = |n: usize| (network.fed[n] + network.used[n]) / model.step.get();
    Outcome {
        scenario: model.scenario.key.clone(),
        start: model.scenario.start,
        step: model.step,
        periods,
        nodes: network.nodes.clone(),
        users: network.users.clone(),
        producers: network.producers.clone(),
        daily_use: (0..nodes).map(daily).collect(),
        criticality: Vec::new(),
        need: series(users),
        wanted: series(users),
        delivered: series(users),
        replaced: series(users),
        stock: series(nodes),
        exported: series(nodes),
        price: series(nodes),
        paid: series(nodes),
        ceiling: Vec::new(),
        output: series(producers),
        base_output: network.producer_mass.clone(),
        binding: Vec::new(),
    }
}

/// Writes down what a part shows at the end of a period.
fn record(outcome: &mut Outcome, model: &Model, part: &Part, (period, state): (usize, &State)) {
    for users in &part.users {
        for (series, list) in [
            (&mut outcome.need, &state.users.need),
            (&mut outcome.wanted, &state.users.want),
            (&mut outcome.delivered, &state.users.got),
            (&mut outcome.replaced, &state.users.replaced),
        ] {
            series.row_mut(period)[users.clone()].copy_from_slice(&list[users.clone()]);
        }
    }
    for producers in &part.producers {
        let activity = &state.producers.activity[producers.clone()];
        outcome.output.row_mut(period)[producers.clone()].copy_from_slice(activity);
    }
    let stocks = outcome.stock.row_mut(period);
    let exported = outcome.exported.row_mut(period);
    for nodes in &part.nodes {
        stocks[nodes.clone()].copy_from_slice(&state.nodes.stock_all[nodes.clone()]);
        for n in nodes.clone() {
            exported[n] = state.nodes.shipped[n] + state.nodes.spot_sold[n];
        }
    }
    for &entry in &part.holders {
        stocks[state.given.setting.strategic[entry].0 as usize] += state.nodes.strategic[entry];
    }
    let (prices, paid) = (outcome.price.row_mut(period), outcome.paid.row_mut(period));
    for form in part.forms() {
        // What else moves prices is not told apart by side.
        let drift = state.given.setting.market[form].drift * (state.given.levels.news / DAYS_PER_YEAR).sqrt();
        let ratio = |price: f64| libm::exp(price + drift);
        let ratios = (state.markets.price[form].map(ratio), state.markets.paid[form].map(ratio));
        for n in model.network.forms[form].1.clone() {
            let (side, markup) = (usize::from(state.nodes.world[n]), 1.0 + state.given.levels.markup[n]);
            (prices[n], paid[n]) = (ratios.0[side] * markup, ratios.1[side] * markup);
        }
    }
}

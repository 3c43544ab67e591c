//! An episode put on the baseline, ready to run.

use super::episode::{Episode, episodes, file};
use super::observation::{Market, Observation};
use super::withheld::withheld;
use crate::scenario::parse;
use monazite::balance::Balance;
use monazite::scenario::{Date, Scenario};
use monazite::simulate::{Model, Outcome, Work, pooled};
use monazite::system::{Parameter, System};

/// An episode with its model.
#[derive(Debug, Clone)]
pub struct Case {
    /// The episode.
    pub episode: Episode,
    /// What happened.
    pub scenario: Scenario,
    /// Ready to run.
    pub model: Model,
    /// Node of each observation.
    nodes: Vec<usize>,
    /// Logarithm of the largest rise that the form of each observation is known to have had.
    pub caps: Vec<f64>,
    /// Share of the usual supply of its market that was withheld, on average from the announcement to each observation.
    pub withheld: Vec<f64>,
}

/// All episodes on a baseline.
///
/// # Errors
/// What is wrong with a table.
/// An episode has its own: what is wrong with its scenario, or that the network does not have what an observation is about.
pub fn cases(system: &System, balance: &Balance) -> Result<Vec<Result<Case, String>>, String> {
    Ok(episodes()?.into_iter().map(|episode| Case::of(system, balance, episode)).collect())
}

impl Case {
    fn of(system: &System, balance: &Balance, episode: Episode) -> Result<Self, String> {
        let (name, text) =
            file(&episode.scenario).ok_or_else(|| format!("no scenario `{}`", episode.scenario))?;
        let scenario = parse(&name, text, system).map_err(|e| format!("{name}: {e:?}"))?;
        let pooled = pooled(system, balance, &scenario);
        let (system, balance) = pooled.as_ref().map_or((system, balance), |(s, b)| (s, b));
        let minerals: Vec<_> = (episode.observations.iter())
            .filter_map(|o| system.forms.id(&o.form))
            .map(|form| system.forms[form].mineral)
            .collect();
        // The mineral alone: others of the scenario are other episodes.
        let only = balance.minerals.iter().filter(|(m, _)| minerals.contains(m));
        let balance = Balance { minerals: only.map(|(m, b)| (*m, b.clone())).collect() };
        let model = Model::new(system, &balance, &scenario).map_err(|e| e.to_string())?;
        let quiet = model.outcome(&model.inputs().central());
        let nodes = episode.observations.iter().map(|o| node(system, &quiet, o)).collect::<Result<_, _>>()?;
        let cap = |o: &Observation| {
            let form = system.forms.id(&o.form)?;
            let row = system.behaviour(Parameter::ChokePriceRatio, &system.scope_of(form))?;
            Some(row.datum.value.get().ln())
        };
        let caps = episode.observations.iter().map(|o| cap(o).unwrap_or(f64::INFINITY)).collect();
        let withheld = withheld(system, &balance, &scenario, &episode);
        Ok(Self { episode, scenario, model, nodes, caps, withheld })
    }

    /// Our price ratio for each observation, with some numbers for [`Model::inputs`].
    #[must_use]
    pub fn ratios(&self, values: &[f64], work: &mut Work) -> Vec<f64> {
        let outcome = self.model.outcome_in(values, work);
        let each = self.episode.observations.iter().zip(&self.nodes);
        each.map(|(o, &node)| self.ratio(outcome, o, node)).collect()
    }

    fn ratio(&self, outcome: &Outcome, observation: &Observation, node: usize) -> f64 {
        let mean = |(from, to): (Date, Date)| self.mean(outcome, observation.market, node, from, to);
        mean(observation.days) / observation.base.map_or(1.0, mean)
    }

    /// Mean over the days from one to another; before the first day of the scenario the price is that of the baseline.
    fn mean(&self, outcome: &Outcome, market: Market, node: usize, from: Date, to: Date) -> f64 {
        let (begin, end) = (self.scenario.day(from), self.scenario.day(to) + 1.0);
        let step = self.scenario.step.get();
        let before = (end.min(0.0) - begin).max(0.0);
        let (mut sum, mut days) = (before, before);
        for period in 0..outcome.periods {
            let start = period as f64 * step;
            let overlap = (start + step).min(end) - start.max(begin);
            if overlap > 0.0 {
                let price = match market {
                    Market::Spot => outcome.price(node, period),
                    Market::Paid => outcome.paid(node, period),
                };
                sum += overlap * price.get();
                days += overlap;
            }
        }
        sum / days
    }

    /// Months from the announcement to the middle of an observation.
    #[must_use]
    pub fn months(&self, observation: &Observation) -> f64 {
        let day = |date: Date| self.scenario.day(date);
        let middle = 0.5 * (day(observation.days.0) + day(observation.days.1) + 1.0);
        (middle - day(self.episode.announced)) / 30.4375
    }
}

/// Where an observation was made.
fn node(system: &System, outcome: &Outcome, observation: &Observation) -> Result<usize, String> {
    let wrong = || format!("{}: no {} in {}", observation.episode, observation.form, observation.country);
    let form = system.forms.id(&observation.form).ok_or_else(wrong)?;
    let country = system.countries.id(&observation.country).ok_or_else(wrong)?;
    // Where a country does not take the form, another outside stands for the market.
    let inside = country == system.countries.id("CHN").ok_or_else(wrong)?;
    let elsewhere = || outcome.nodes.iter().position(|n| n.form == form && n.country != country && !inside);
    outcome.node(form, country).or_else(elsewhere).ok_or_else(wrong)
}

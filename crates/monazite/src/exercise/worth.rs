//! What decisions were worth: the loss with all of them against the loss without one.

use super::decision::{Decision, played};
use crate::balance::Balance;
use crate::disruption::{Metric, Panel};
use crate::error::Error;
use crate::estimate::Estimate;
use crate::question::Question;
use crate::scenario::{Scenario, Shock};
use crate::simulate::{Model, Outcome, pooled};
use crate::system::System;
use crate::watch::Watch;

/// What is left out of a play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Nothing: the play as it was.
    Nothing,
    /// All decisions.
    Decisions,
    /// One decision, by its place.
    Decision(usize),
}

/// What somebody loses over the horizon without a part of the play.
#[derive(Debug, Clone, PartialEq)]
pub struct Worth {
    /// What is left out.
    pub without: Part,
    /// Who asks: place in the list of those asked for.
    pub party: usize,
    /// Value added at risk over the horizon without it, USD.
    pub loss: Estimate,
    /// The same less that of the play as it was: what the part was worth to them; less than nothing where it did harm.
    pub worth: Estimate,
}

/// Value added at risk over the horizon, all end uses of those who ask, USD.
#[must_use]
pub fn loss(panel: &Panel, readings: &[f64]) -> f64 {
    let whole = |key: &crate::disruption::Key| {
        key.metric == Metric::ValueAddedAtRisk && key.mineral.is_none() && key.end_use.is_some()
    };
    let of = panel.places().zip(readings).filter(|((key, week), _)| week.is_some() && whole(key));
    of.map(|(_, value)| value).sum()
}

/// What each decision was worth to each of some parties: the play is run again without it, with the same draws.
///
/// # Errors
/// As [`Model::new`] and [`Panel::new`]; [`Error::Cancelled`] by the watch.
pub fn worth(
    (system, balance): (&System, &Balance),
    (scenario, injects, decisions): (&Scenario, &[Shock], &[Decision]),
    (parties, from): (&[String], &str),
    (draws, seed): (u64, u64),
    watch: &Watch,
) -> Result<Vec<Worth>, Error> {
    let mut parts = vec![Part::Nothing, Part::Decisions];
    parts.extend((0..decisions.len()).map(Part::Decision));
    let mut losses: Vec<Vec<Vec<f64>>> = Vec::new();
    for (done, &without) in parts.iter().enumerate() {
        watch.tell("after-action report", done as u64, parts.len() as u64);
        let kept: Vec<Decision> = (decisions.iter().enumerate())
            .filter(|(at, _)| without != Part::Decisions && without != Part::Decision(*at))
            .map(|(_, decision)| decision.clone())
            .collect();
        let play = played(scenario, injects, &kept);
        losses.push(drawn((system, balance), &play, (parties, from), (draws, seed), watch)?);
    }
    let Some(all) = losses.first().cloned() else { return Ok(Vec::new()) };
    let mut worth = Vec::new();
    for (&without, of_part) in parts.iter().zip(&losses) {
        for (party, (here, base)) in of_part.iter().zip(&all).enumerate() {
            let spread = |numbers: Vec<f64>| Estimate::of_draws(numbers[0], numbers[1..].to_vec());
            let less = here.iter().zip(base).map(|(a, b)| a - b).collect();
            worth.push(Worth { without, party, loss: spread(here.clone()), worth: spread(less) });
        }
    }
    Ok(worth)
}

/// What each party loses in a play: with central values first, then in each draw.
fn drawn(
    (system, balance): (&System, &Balance),
    play: &Scenario,
    (parties, from): (&[String], &str),
    draws: (u64, u64),
    watch: &Watch,
) -> Result<Vec<Vec<f64>>, Error> {
    let wider = pooled(system, balance, play);
    let (system, balance) = wider.as_ref().map_or((system, balance), |(system, balance)| (system, balance));
    let model = Model::new(system, balance, play)?;
    let outcome = model.outcome_watched(&model.inputs().central(), watch)?;
    let question = |party: &String| Question { for_: party.clone(), from: from.to_owned() };
    let panels: Vec<Panel> =
        parties.iter().map(|p| Panel::new(system, &question(p), &outcome)).collect::<Result<_, _>>()?;
    let read = |outcome: &Outcome| -> Vec<f64> { panels.iter().map(|p| loss(p, &p.read(outcome))).collect() };
    let mut rows = vec![read(&outcome)];
    rows.extend(model.of_draws(draws, watch, read)?);
    Ok((0..parties.len()).map(|party| rows.iter().map(|row| row[party]).collect()).collect())
}

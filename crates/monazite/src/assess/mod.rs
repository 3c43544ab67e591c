//! The assessment: every figure of dependence of a coalition or country on a supplier.
//!
//! One family of metrics a file. A family reads one balanced mineral; the same families run on the central balance
//! and on every draw, so the range of a figure is the spread of the draws. Methods page: `docs/methods/assess.md`.

mod benchmark;
mod broad;
mod cover;
mod demand;
mod explain;
mod exposure;
mod metric;
mod origin;
mod place;
mod quality;
mod range;
mod reading;
mod reliance;
mod risk;
mod supply;
mod view;

pub use explain::{Explanation, Input, explain};
pub use metric::Metric;

use crate::balance::{Balance, Ensemble};
use crate::error::Error;
use crate::figure::Figure;
use crate::id::MineralId;
use crate::metric::origin::Tracer;
use crate::question::{Parties, Question};
use crate::system::System;
use crate::watch::Watch;
use place::Place;
use range::Spread;
use rayon::prelude::*;
use reading::{Key, Reading};
use std::collections::BTreeMap;
use view::View;

/// All figures of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The question.
    pub question: Question,
    /// The figures, by metric, then mineral, form, stage, country, end use.
    pub figures: Vec<Figure>,
}

/// Families of metrics on a balanced mineral.
const FAMILIES: [fn(&View<'_>, &mut Vec<Reading>); 8] = [
    supply::readings,
    reliance::readings,
    risk::readings,
    origin::readings,
    exposure::readings,
    cover::readings,
    demand::readings,
    benchmark::readings,
];

/// Answers a question from an ensemble of balances.
///
/// # Errors
/// [`Error::Unknown`] if a party is neither a country nor a coalition; [`Error::Singular`] if a network cannot be traced.
pub fn assess(system: &System, ensemble: &Ensemble, question: &Question) -> Result<Assessment, Error> {
    assess_watched(system, ensemble, question, &Watch::default())
}

/// As [`assess`], under a watch.
///
/// # Errors
/// As [`assess`]; [`Error::Cancelled`] by the watch.
pub fn assess_watched(
    system: &System,
    ensemble: &Ensemble,
    question: &Question,
    watch: &Watch,
) -> Result<Assessment, Error> {
    let parties = Parties::of(system, question)?;
    let balances: Vec<&Balance> = std::iter::once(&ensemble.central).chain(&ensemble.draws).collect();
    let jobs: Vec<(usize, MineralId)> = balances
        .iter()
        .enumerate()
        .flat_map(|(draw, balance)| balance.minerals.keys().map(move |&mineral| (draw, mineral)))
        .collect();
    let read: Vec<Vec<Reading>> = jobs
        .par_iter()
        .map(|&(draw, mineral)| {
            watch.go_on()?;
            of_mineral(system, balances[draw], mineral, &parties)
        })
        .collect::<Result<_, Error>>()?;
    let mut central = Vec::new();
    let mut draws: Vec<BTreeMap<Key, f64>> = vec![BTreeMap::new(); ensemble.draws.len()];
    for ((draw, _), readings) in jobs.into_iter().zip(read) {
        match draw.checked_sub(1) {
            None => central.extend(readings),
            Some(draw) => draws[draw].extend(readings.into_iter().map(|r| (r.key, r.value))),
        }
    }
    let central = exposure::pooled(supply::shown(central, &parties.suppliers));
    let draws: Vec<BTreeMap<Key, f64>> = draws.into_iter().map(exposure::pooled_values).collect();
    let spread = Spread::of(&draws);
    let quality = quality::Qualities::of(system, &ensemble.central, &parties.members);
    let mut readings: Vec<Reading> = central
        .into_iter()
        .map(|reading| {
            let quality = quality.of_reading(&reading);
            spread.range(reading, quality)
        })
        .collect();
    readings.extend(broad::readings(system, &parties));
    readings.sort_by_key(|r| r.key);
    let figures = readings.into_iter().map(|r| r.figure(system, question)).collect();
    Ok(Assessment { question: question.clone(), figures })
}

fn of_mineral(
    system: &System,
    balance: &Balance,
    mineral: MineralId,
    parties: &Parties,
) -> Result<Vec<Reading>, Error> {
    let Some(of_mineral) = balance.minerals.get(&mineral) else { return Ok(Vec::new()) };
    let view = View {
        system,
        mineral,
        place: Place::of(system, mineral, of_mineral),
        tracer: Tracer::new(system, mineral, of_mineral)?,
        members: &parties.members,
        suppliers: &parties.suppliers,
    };
    let mut readings = Vec::new();
    for family in FAMILIES {
        family(&view, &mut readings);
    }
    Ok(readings)
}

//! From missing minerals to lost output: what a shortfall of forms costs the industries that need them.
//!
//! A user (a form for an end use in a region) that gets less than it needs limits the industries behind the end use.
//! What that costs is answered in several ways that span the range: the value added of what stops ([`Answer::Local`]),
//! with other inputs taking over as far as an elasticity allows ([`Answer::Ces`]), and with what spreads along supply
//! chains when inputs bind by criticality ([`Answer::PartiallyBinding`]) or all of them ([`Answer::Ario`]).
//! The equations are in `docs/methods/coupling.md`.
//!
//! Modules look only to the left of this list: [`answer`], `case`, `limit`, `draws`, `network`, `losses`, `concordance`,
//! `figures`.

pub mod answer;
mod case;
mod concordance;
mod draws;
mod figures;
mod limit;
mod losses;
mod network;

pub use answer::{Answer, Level};
pub use case::{Case, Estimate, Link, User};
pub use concordance::{REST, case, regions};
pub(super) use concordance::{dollars, links};
pub use draws::{Cases, Draws};
pub use figures::{GDP_LOSS, GDP_LOSS_SHARE, LossFigure, OUTPUT_LOST, RANGE, VALUE_ADDED_LOST, figures};
pub use losses::{Loss, Losses};

use super::Mrio;
use super::leontief;
use crate::Error;
use crate::simulate::{Model, Outcome, Work};
use crate::system::System;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What the central outcome of a scenario costs those who ask, with ranges by draws.
///
/// # Errors
/// All problems of the table and of the dataset for it; nobody has that name.
pub fn cost(
    system: &System,
    table: &Mrio,
    (model, outcome): (&Model, &Outcome),
    draws: Draws,
    for_: &str,
) -> Result<Vec<LossFigure>, Vec<Error>> {
    let central = case(system, table, outcome)?;
    central.check(table)?;
    let own = figures::own_industries(system, table, for_).map_err(|error| vec![error])?;
    let x = leontief::x(table.z(), table.y());
    let mut asked = worth(table, &central, &leontief::value_added(table.z(), &x));
    asked.iter_mut().enumerate().filter(|(i, _)| !own.contains(i)).for_each(|(_, v)| *v = 0.0);
    let cases = Cases::drawn(central, table, &x, &asked, draws, |draw| {
        case(system, table, model.outcome_in(&model.drawn(draws.seed, draw).1, &mut Work::of(model)))
    })?;
    let losses = couple(table, &cases)?;
    figures(system, table, &losses, for_).map_err(|error| vec![error])
}

/// Value added of a period in dollars; an industry with less than nothing has none to lose.
fn worth(table: &Mrio, case: &Case, value_added: &[f64]) -> Vec<f64> {
    let of_period = case.days_per_period / case.days_per_year;
    let industries = table.industries().iter().zip(value_added);
    industries.map(|(i, v)| v.max(0.0) * case.usd[i.region] * of_period).collect()
}

/// Value added that is lost by industry and period, by every answer.
///
/// # Errors
/// All problems of the table and the case.
pub fn couple(table: &Mrio, cases: &Cases) -> Result<Losses, Vec<Error>> {
    let central = cases.central();
    central.check(table)?;
    let x = leontief::x(table.z(), table.y());
    let value_added = leontief::value_added(table.z(), &x);
    let worth = worth(table, central, &value_added);
    let every: Vec<(Answer, Level)> =
        Answer::ALL.into_iter().flat_map(|answer| Level::ALL.map(|level| (answer, level))).collect();
    let series = every
        .into_par_iter()
        .map(|(answer, level)| {
            let case = cases.at(answer, level);
            let lost = match answer {
                Answer::Local | Answer::Ces(_) => limit::stopped(table, case, &x, answer),
                Answer::PartiallyBinding => network::partially_binding(table, case, &x)?,
                Answer::Ario => network::ario(table, case, &x)?,
            };
            let lost = lost.iter().enumerate().map(|(k, share)| share * worth[k % worth.len()]).collect();
            Ok(((answer, level), lost))
        })
        .collect::<Result<BTreeMap<_, _>, Vec<Error>>>()?;
    let per_value_added =
        x.iter().zip(&value_added).map(|(x, v)| if *v > 0.0 { x / v } else { 0.0 }).collect();
    Ok(Losses::new(table.len(), central.periods, series, worth, per_value_added))
}

#[cfg(test)]
mod tests;

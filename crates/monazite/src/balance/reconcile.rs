//! Reconciling: from the data of a mineral to the nearest state in which mass is conserved.

use super::active_set::ActiveSet;
use super::observed::Observed;
use super::problem::Problem;
use super::reconciled::{Balance, MineralBalance};
use super::settings::Settings;
use super::{report, solve};
use crate::error::Error;
use crate::id::MineralId;
use crate::system::{Depth, System};
use crate::watch::Watch;
use rayon::prelude::*;

/// Reconciles every deep mineral with the default [`Settings`].
///
/// # Errors
/// [`Error::Balance`] if a datum is not finite, if data differ by so many orders of magnitude that mass cannot be
/// conserved in floating point, or if the optimum was not found. Other valid data always have a balance:
/// nothing at all satisfies every equation, and stock changes and scrap let any data be approached.
pub fn balance(system: &System) -> Result<Balance, Error> {
    balance_with(system, &Settings::default(), &Watch::default())
}

/// Reconciles every deep mineral, independently and in parallel; the result does not depend on the number of threads.
///
/// # Errors
/// As [`balance`]; [`Error::Cancelled`] by the watch.
pub fn balance_with(system: &System, settings: &Settings, watch: &Watch) -> Result<Balance, Error> {
    let minerals: Vec<MineralId> = deep(system);
    let balanced: Vec<Option<MineralBalance>> = minerals
        .par_iter()
        .map(|&mineral| balance_mineral(system, mineral, settings, watch))
        .collect::<Result<_, Error>>()?;
    let minerals = minerals.into_iter().zip(balanced).filter_map(|(id, b)| Some((id, b?))).collect();
    Ok(Balance { minerals })
}

/// Minerals that are balanced, in table order.
fn deep(system: &System) -> Vec<MineralId> {
    system.minerals.iter().filter(|(_, m)| m.depth == Depth::Deep).map(|(id, _)| id).collect()
}

fn balance_mineral(
    system: &System,
    mineral: MineralId,
    settings: &Settings,
    watch: &Watch,
) -> Result<Option<MineralBalance>, Error> {
    let failed = |reason| failed(system, mineral, reason, watch);
    watch.go_on()?;
    let observed = Observed::of(system, mineral);
    let Some(problem) = Problem::of(observed, settings).map_err(failed)? else { return Ok(None) };
    let values: Vec<f64> = problem.rows.iter().map(|r| r.observed).collect();
    let mut active = ActiveSet::new(&problem.matrices, watch).map_err(failed)?;
    let optimum = solve::optimum(&problem.matrices, &mut active, &values).map_err(failed)?;
    let x = problem.matrices.unscale(&optimum.point);
    let mut balance = report::mineral_balance(&problem, &x);
    balance.report.moves = report::moves(&problem, &x);
    check(&balance).map_err(failed)?;
    Ok(Some(balance))
}

/// Why there is no balance of a mineral: nobody wants it any more, or it could not be found.
pub(super) fn failed(system: &System, mineral: MineralId, reason: String, watch: &Watch) -> Error {
    match watch.go_on() {
        Err(cancelled) => cancelled.into(),
        Ok(()) => Error::Balance { mineral: system.minerals.key(mineral).to_owned(), reason },
    }
}

/// Largest accepted violation of a node's balance, over world supply.
const CONSERVED: f64 = 1e-9;

/// Recomputed, not taken from the solver.
pub(super) fn check(balance: &MineralBalance) -> Result<(), String> {
    let residual = balance.report.residual;
    if residual <= CONSERVED {
        return Ok(());
    }
    Err(format!(
        "mass is conserved to {residual:.1e} of world supply only, not to {CONSERVED:e}; \
         look for a wrong unit: a datum many orders of magnitude from the others"
    ))
}

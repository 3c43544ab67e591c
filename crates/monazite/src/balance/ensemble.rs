//! Draws of the balance: the data perturbed within their errors and reconciled again.
//!
//! Randomise then optimise: every datum and every prior of the model is perturbed by its own standard error, masses
//! cut off at zero, the content error of a code through the variable that its flows share; then the same programme is
//! solved. The floor is no error of a datum but a choice of the model, so draws do not scatter by it; they alternate
//! it instead (see [`Settings::FLOORS`]), which puts the spread over that choice into every range.
//! Each (seed, draw, key of the mineral) has a random stream of its own, which data take from in order of what they are
//! about: the draws are the same at any number of threads and in any order of rows, and draw 7 is draw 7 of any number.

use super::active_set::ActiveSet;
use super::data::Row;
use super::observed::Observed;
use super::problem::Problem;
use super::reconcile::{balance, check, failed};
use super::reconciled::{Balance, Ensemble, MineralBalance};
use super::settings::Settings;
use super::{report, solve};
use crate::error::Error;
use crate::id::MineralId;
use crate::random::{Stream, normal, stream, word};
use crate::system::System;
use crate::watch::Watch;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The central balance and `draws` balances of perturbed data.
///
/// # Errors
/// As [`super::balance`].
pub fn ensemble(system: &System, draws: usize, seed: u64) -> Result<Ensemble, Error> {
    let central = balance(system)?;
    let draws = drawn(system, &central, 0..draws, seed, &Watch::default())?;
    Ok(Ensemble { central, draws })
}

/// The draws of some numbers: the same whether they are made together or apart.
///
/// # Errors
/// As [`super::balance`]; [`Error::Cancelled`] by the watch.
pub fn drawn(
    system: &System,
    central: &Balance,
    draws: Range<usize>,
    seed: u64,
    watch: &Watch,
) -> Result<Vec<Balance>, Error> {
    let solved = AtomicUsize::new(0);
    let all = central.minerals.len() * draws.len();
    let tick =
        || watch.tell("draws of the balance", solved.fetch_add(1, Ordering::Relaxed) as u64 + 1, all as u64);
    let tasks: Vec<(MineralId, usize)> = (central.minerals.keys())
        .flat_map(|&mineral| (0..Settings::FLOORS.len()).map(move |floor| (mineral, floor)))
        .collect();
    let done: Vec<Vec<(usize, MineralBalance)>> = tasks
        .par_iter()
        .map(|&(mineral, floor)| {
            let numbers = draws.clone().filter(|number| number % Settings::FLOORS.len() == floor);
            draw_mineral(system, mineral, floor, numbers, seed, (watch, &tick))
        })
        .collect::<Result<_, Error>>()?;
    let mut balances = vec![Balance::default(); draws.len()];
    for ((mineral, _), drawn) in tasks.into_iter().zip(done) {
        for (number, balance) in drawn {
            balances[number - draws.start].minerals.insert(mineral, balance);
        }
    }
    Ok(balances)
}

/// Some draws of one mineral under one floor: one ordering of the matrix, one starting point.
fn draw_mineral(
    system: &System,
    mineral: MineralId,
    floor: usize,
    numbers: impl Iterator<Item = usize>,
    seed: u64,
    (watch, tick): (&Watch, &impl Fn()),
) -> Result<Vec<(usize, MineralBalance)>, Error> {
    let key = system.minerals.key(mineral);
    let failed = |reason| failed(system, mineral, reason, watch);
    let mut numbers = numbers.peekable();
    if numbers.peek().is_none() {
        return Ok(Vec::new());
    }
    let settings = Settings::default().with_floor(Settings::FLOORS[floor]);
    let observed = Observed::of(system, mineral);
    let Some(problem) = Problem::of(observed, &settings).map_err(failed)? else { return Ok(Vec::new()) };
    let mut active = ActiveSet::new(&problem.matrices, watch).map_err(failed)?;
    let values: Vec<f64> = problem.rows.iter().map(|r| r.observed).collect();
    let start = solve::optimum(&problem.matrices, &mut active, &values).map_err(failed)?.pinned;
    let order = by_name(&problem.rows);
    numbers
        .map(|number| {
            let mut stream = stream(seed, &[number as u64, word(key)]);
            let mut values = vec![0.0; problem.rows.len()];
            for &row in &order {
                values[row] = perturbed(&problem.rows[row], &mut stream);
            }
            let optimum = solve::near(&problem.matrices, &mut active, &values, &start).map_err(failed)?;
            let balance = report::mineral_balance(&problem, &problem.matrices.unscale(&optimum.point));
            check(&balance).map_err(failed)?;
            tick();
            Ok((number, balance))
        })
        .collect()
}

/// The order in which data take their random numbers: by what they are about, not by their place in a table.
fn by_name(rows: &[Row]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&rows[a], &rows[b]);
        let values = || a.observed.total_cmp(&b.observed).then(a.spread.total_cmp(&b.spread));
        a.what.cmp(&b.what).then_with(values)
    });
    order
}

/// The value of a datum in a draw.
fn perturbed(row: &Row, stream: &mut Stream) -> f64 {
    let value = row.observed + row.spread * normal(stream);
    if row.positive { value.max(0.0) } else { value }
}

//! Solving the programme: an interior-point method finds which masses are zero, the active-set method the optimum.

use super::active_set::{ActiveSet, Optimum};
use super::problem::Matrices;
use crate::watch::Watch;
use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultInfo, DefaultSettings, DefaultSolver, IPSolver, SupportedConeT};

/// The optimum of a programme for the given observed values.
///
/// # Errors
/// Says what failed.
pub(super) fn optimum(
    matrices: &Matrices,
    active: &mut ActiveSet<'_>,
    observed: &[f64],
) -> Result<Optimum, String> {
    let sides = matrices.sides(observed);
    let (guess, status) = interior(matrices, &sides, active.watch)?;
    active.solve(&sides, &guess)?.ok_or_else(|| {
        format!(
            "no optimum found from the interior-point solution, whose status was {status}; \
             look for a wrong unit: a datum many orders of magnitude from the others"
        )
    })
}

/// The optimum near a known one, as for data that moved within their errors.
///
/// # Errors
/// Says what failed.
pub(super) fn near(
    matrices: &Matrices,
    active: &mut ActiveSet<'_>,
    observed: &[f64],
    guess: &[bool],
) -> Result<Optimum, String> {
    let sides = matrices.sides(observed);
    match active.solve(&sides, guess)? {
        Some(optimum) => Ok(optimum),
        None => optimum(matrices, active, observed),
    }
}

/// Which masses the interior-point method drives to zero, and its status.
fn interior(
    matrices: &Matrices,
    sides: &(Vec<f64>, Vec<f64>),
    watch: &Watch,
) -> Result<(Vec<bool>, String), String> {
    let n = matrices.bounded.len();
    let m = matrices.equations.len();
    let bounded: Vec<usize> = (0..n).filter(|&j| matrices.bounded[j]).collect();
    let (mut rows, mut columns, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for (e, equation) in matrices.equations.iter().enumerate() {
        for &(j, k) in &equation.terms {
            rows.push(e);
            columns.push(j);
            values.push(k);
        }
    }
    for (b, &j) in bounded.iter().enumerate() {
        rows.push(m + b);
        columns.push(j);
        values.push(-1.0);
    }
    let a = CscMatrix::new_from_triplets(m + bounded.len(), n, rows, columns, values);
    let (mut rows, mut columns, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for (&(column, row), &value) in matrices.curvature.iter().filter(|(_, v)| **v != 0.0) {
        rows.push(row);
        columns.push(column);
        values.push(value);
    }
    let p = CscMatrix::new_from_triplets(n, n, rows, columns, values);
    let mut right = sides.1.clone();
    right.resize(m + bounded.len(), 0.0);
    let cones = [SupportedConeT::ZeroConeT(m), SupportedConeT::NonnegativeConeT(bounded.len())];
    let settings = DefaultSettings { verbose: false, ..DefaultSettings::default() };
    let mut solver =
        DefaultSolver::new(&p, &sides.0, &a, &right, &cones, settings).map_err(|e| e.to_string())?;
    let watch = watch.clone();
    solver.set_termination_callback(move |_: &DefaultInfo<f64>| watch.is_cancelled());
    solver.solve();
    let solution = &solver.solution;
    let mut zero = vec![false; n];
    for (b, &j) in bounded.iter().enumerate() {
        zero[j] = solution.x[j] < solution.z[m + b];
    }
    Ok((zero, solution.status.to_string()))
}

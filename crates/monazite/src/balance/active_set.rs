//! The exact optimum from a guess of which masses are zero.
//!
//! With the zero masses pinned, the optimum solves one symmetric linear system
//!
//! ```text
//! [ P  A' ] [ x ]   [ -q ]
//! [ A  0  ] [ y ] = [  b ]
//! ```
//!
//! Masses that come out negative are pinned, pinned masses whose price `P x + q + A' y` is negative are freed, until
//! neither is left (the primal-dual active-set method). A point where neither is left is the optimum, whoever made
//! the guess; its equations hold to rounding. If progress stalls, one mass a step is changed, the one of largest
//! number, which cannot cycle.
//! Source: Hintermueller, Ito and Kunisch 2002, SIAM J. Optim. 13(3); safeguard of Judice and Pires 1994.

use super::problem::Matrices;
use crate::watch::Watch;
use clarabel::algebra::CscMatrix;
use clarabel::qdldl::{QDLDLFactorisation, QDLDLSettingsBuilder};

/// Static regularisation of the linear system; removed again by iterative refinement. The second is tried where
/// refinement from the first does not end, as where data differ by many orders of magnitude.
const REGULARISATIONS: [f64; 2] = [1e-9, 1e-12];
/// Refinement stops at this relative residual.
const REFINED: f64 = 1e-14;
/// A relative residual above this is worth another factorisation.
const UNREFINED: f64 = 1e-11;
/// Most refinement steps.
const REFINEMENTS: usize = 40;
/// A scaled mass or price above minus this is not negative.
const TOLERANCE: f64 = 1e-8;
/// A scaled mass above minus this is zero but for rounding.
const ROUNDING: f64 = 1e-12;
/// Full steps without fewer violations before single steps begin.
const PATIENCE: usize = 8;
/// Most steps in all.
const STEPS: usize = 400;

/// The linear system of a programme, factorised again for every set of pinned masses on one pattern.
pub(super) struct ActiveSet<'m> {
    matrices: &'m Matrices,
    pub(super) watch: &'m Watch,
    /// Entries of the upper triangle in column order: row, column, value without regularisation.
    entries: Vec<(usize, usize, f64)>,
    all: Vec<usize>,
    factors: QDLDLFactorisation<f64>,
    /// What is factorised: the pinned masses, and the regularisation.
    factorised: Option<(Vec<bool>, f64)>,
}

/// A scaled point with the masses that are zero in it.
#[derive(Debug, Clone)]
pub(super) struct Optimum {
    pub(super) point: Vec<f64>,
    pub(super) pinned: Vec<bool>,
}

impl<'m> ActiveSet<'m> {
    /// Orders and factorises the system of a programme.
    ///
    /// # Errors
    /// Says why the factorisation failed.
    pub(super) fn new(matrices: &'m Matrices, watch: &'m Watch) -> Result<Self, String> {
        let n = matrices.bounded.len();
        let size = n + matrices.equations.len();
        let mut entries: Vec<(usize, usize, f64)> =
            matrices.curvature.iter().map(|(&(column, row), &value)| (row, column, value)).collect();
        for (e, equation) in matrices.equations.iter().enumerate() {
            let mut terms = equation.terms.clone();
            terms.sort_by_key(|t| t.0);
            entries.extend(merged(terms).into_iter().map(|(j, k)| (j, n + e, k)));
            entries.push((n + e, n + e, 0.0));
        }
        let mut starts = vec![0; size + 1];
        for &(_, column, _) in &entries {
            starts[column + 1] += 1;
        }
        for column in 0..size {
            starts[column + 1] += starts[column];
        }
        let rows = entries.iter().map(|e| e.0).collect();
        let values = entries.iter().map(|&(i, j, v)| v + shift(i, j, n, REGULARISATIONS[0])).collect();
        let matrix = CscMatrix::new(size, size, starts, rows, values);
        let signs = (0..size).map(|i| if i < n { 1 } else { -1 }).collect();
        let settings = QDLDLSettingsBuilder::default().Dsigns(signs).build().map_err(|e| e.to_string())?;
        let factors = QDLDLFactorisation::new(&matrix, Some(settings)).map_err(|e| e.to_string())?;
        Ok(Self { matrices, watch, all: (0..entries.len()).collect(), entries, factors, factorised: None })
    }

    /// The optimum for a linear cost and right-hand sides, from a guess; `None` if the steps ran out.
    ///
    /// # Errors
    /// Says why a factorisation failed.
    pub(super) fn solve(
        &mut self,
        sides: &(Vec<f64>, Vec<f64>),
        guess: &[bool],
    ) -> Result<Option<Optimum>, String> {
        let mut pinned = guess.to_vec();
        let (mut fewest, mut patience) = (usize::MAX, PATIENCE);
        for _ in 0..STEPS {
            self.watch.go_on().map_err(|cancelled| cancelled.to_string())?;
            let point = self.at(sides, &pinned)?;
            let price = self.prices(&point, &sides.0);
            let violated: Vec<usize> = (0..pinned.len())
                .filter(|&j| self.matrices.bounded[j])
                .filter(|&j| if pinned[j] { price[j] < -TOLERANCE } else { point[j] < -TOLERANCE })
                .collect();
            if violated.is_empty() {
                return self.cut(sides, Optimum { point, pinned }).map(Some);
            }
            if violated.len() < fewest {
                (fewest, patience) = (violated.len(), PATIENCE);
            } else {
                patience = patience.saturating_sub(1);
            }
            let from = if patience > 0 { 0 } else { violated.len() - 1 };
            for &j in &violated[from..] {
                pinned[j] = !pinned[j];
            }
        }
        Ok(None)
    }

    /// The optimum with masses that are negative within the tolerance at zero. Cut off afterwards they would be missing
    /// from the equations; pinned they are made up for.
    fn cut(&mut self, sides: &(Vec<f64>, Vec<f64>), mut optimum: Optimum) -> Result<Optimum, String> {
        loop {
            let negative = |j: &usize| self.matrices.bounded[*j] && optimum.point[*j] < -ROUNDING;
            let negative: Vec<usize> = (0..optimum.pinned.len()).filter(negative).collect();
            if negative.is_empty() {
                return Ok(optimum);
            }
            negative.into_iter().for_each(|j| optimum.pinned[j] = true);
            optimum.point = self.at(sides, &optimum.pinned)?;
        }
    }

    /// Solution of the linear system with some masses pinned to zero: unknowns, then multipliers.
    fn at(&mut self, sides: &(Vec<f64>, Vec<f64>), pinned: &[bool]) -> Result<Vec<f64>, String> {
        let right: Vec<f64> = (0..pinned.len())
            .map(|j| if pinned[j] { 0.0 } else { -sides.0[j] })
            .chain(sides.1.iter().copied())
            .collect();
        let (mut best, mut least) = (Vec::new(), f64::INFINITY);
        for regularisation in REGULARISATIONS {
            self.factorise(pinned, regularisation)?;
            let (solution, error) = self.refined(&right, pinned);
            if error < least {
                (best, least) = (solution, error);
            }
            if least <= UNREFINED {
                break;
            }
        }
        if least.is_finite() {
            return Ok(best);
        }
        Err("the linear system has no finite solution".to_owned())
    }

    fn factorise(&mut self, pinned: &[bool], regularisation: f64) -> Result<(), String> {
        if self.factorised.as_ref().is_some_and(|(p, r)| p == pinned && *r == regularisation) {
            return Ok(());
        }
        let n = pinned.len();
        let value = |&(i, j, v): &(usize, usize, f64)| {
            pin(i, j, v, pinned).map_or_else(|fixed| fixed, |v| v + shift(i, j, n, regularisation))
        };
        let values: Vec<f64> = self.entries.iter().map(value).collect();
        self.factors.update_values(&self.all, &values);
        self.factors.refactor().map_err(|e| e.to_string())?;
        self.factorised = Some((pinned.to_vec(), regularisation));
        Ok(())
    }

    /// Solution of the factorised system after iterative refinement, and its relative residual.
    fn refined(&mut self, right: &[f64], pinned: &[bool]) -> (Vec<f64>, f64) {
        let all = largest(right).max(f64::MIN_POSITIVE);
        let sizes = blocks(right, pinned.len()).map(|size| if size > 0.0 { size } else { all });
        // Each part by its own size: costs grow with the weight of the data, and would hide what equations lack.
        let relative = |rest: &[f64]| {
            let rest = blocks(rest, pinned.len());
            (rest[0] / sizes[0]).max(rest[1] / sizes[1])
        };
        let mut solution = right.to_vec();
        self.factors.solve(&mut solution);
        let mut rest = self.rest(&solution, right, pinned);
        let mut error = relative(&rest);
        for _ in 0..REFINEMENTS {
            if error <= REFINED {
                break;
            }
            self.factors.solve(&mut rest);
            let next: Vec<f64> = solution.iter().zip(&rest).map(|(s, r)| s + r).collect();
            rest = self.rest(&next, right, pinned);
            let smaller = relative(&rest);
            if smaller >= error || smaller.is_nan() {
                break;
            }
            let slow = smaller > 0.9 * error;
            (solution, error) = (next, smaller);
            if slow {
                break;
            }
        }
        let finite = solution.iter().all(|v| v.is_finite());
        (solution, if finite { error } else { f64::INFINITY })
    }

    /// Right-hand side less the unregularised matrix times a solution.
    fn rest(&self, solution: &[f64], right: &[f64], pinned: &[bool]) -> Vec<f64> {
        let mut rest = right.to_vec();
        for &(i, j, v) in &self.entries {
            let v = pin(i, j, v, pinned).unwrap_or_else(|fixed| fixed);
            rest[i] -= v * solution[j];
            if i != j {
                rest[j] -= v * solution[i];
            }
        }
        rest
    }

    /// Price of every unknown: the slope of the Lagrangian in it.
    fn prices(&self, solution: &[f64], cost: &[f64]) -> Vec<f64> {
        let n = cost.len();
        let mut prices = cost.to_vec();
        for &(i, j, v) in self.entries.iter().filter(|e| e.0 < n) {
            prices[i] += v * solution[j];
            if i != j && j < n {
                prices[j] += v * solution[i];
            }
        }
        prices
    }
}

/// The value of an entry, or the fixed value it has because its row or column is pinned.
fn pin(row: usize, column: usize, value: f64, pinned: &[bool]) -> Result<f64, f64> {
    let is_pinned = |i: usize| pinned.get(i).copied().unwrap_or(false);
    match (is_pinned(row) || is_pinned(column), row == column) {
        (false, _) => Ok(value),
        (true, true) => Err(1.0),
        (true, false) => Err(0.0),
    }
}

/// Regularisation of an entry: positive for unknowns, negative for multipliers.
fn shift(row: usize, column: usize, n: usize, regularisation: f64) -> f64 {
    if row != column {
        0.0
    } else if row < n {
        regularisation
    } else {
        -regularisation
    }
}

/// The largest number of the unknowns' part of a vector and of the equations'.
fn blocks(values: &[f64], unknowns: usize) -> [f64; 2] {
    let (costs, equations) = values.split_at(unknowns);
    [largest(costs), largest(equations)]
}

fn largest(values: &[f64]) -> f64 {
    values.iter().map(|v| v.abs()).fold(0.0, f64::max)
}

/// Sums coefficients of the same unknown in a sorted list.
fn merged(terms: Vec<(usize, f64)>) -> Vec<(usize, f64)> {
    let mut merged: Vec<(usize, f64)> = Vec::with_capacity(terms.len());
    for (j, k) in terms {
        match merged.last_mut() {
            Some(last) if last.0 == j => last.1 += k,
            _ => merged.push((j, k)),
        }
    }
    merged
}

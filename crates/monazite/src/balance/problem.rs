//! The quadratic programme: least squares over the data under the equations and non-negativity.
//!
//! ```text
//! min 1/2 sum_r ((k_r . x - o_r) / sigma_r)^2   subject to   A x = b,   x_j >= 0 for masses
//! ```
//!
//! A row with one or two terms enters the quadratic form directly; a longer one through a residual variable r with
//! `k . x - sigma r = o`, so that the matrices stay sparse. Unknowns are scaled to unit curvature, equations to unit
//! largest coefficient: an ill-scaled programme is reported as solved and is wrong.

use super::data::{Row, rows};
use super::network::{Equation, Network};
use super::observed::Observed;
use super::settings::Settings;
use std::collections::BTreeMap;

/// The programme of one mineral: its network, its rows, its matrices.
#[derive(Debug)]
pub(super) struct Problem<'a> {
    pub(super) network: Network<'a>,
    pub(super) rows: Vec<Row>,
    pub(super) matrices: Matrices,
}

impl<'a> Problem<'a> {
    /// Builds the programme of a mineral; `None` where there is no positive mass.
    ///
    /// # Errors
    /// Says which datum is not a finite number.
    pub(super) fn of(observed: Observed<'a>, settings: &Settings) -> Result<Option<Self>, String> {
        let Some(mut network) = Network::of(observed, settings) else { return Ok(None) };
        let rows = rows(&mut network, settings);
        let finite = |r: &Row| {
            r.observed.is_finite() && r.sigma.is_finite() && r.terms.iter().all(|t| t.1.is_finite())
        };
        if let Some(bad) = rows.iter().find(|r| !finite(r)) {
            return Err(format!("the datum `{}` is not a finite number", bad.what));
        }
        let bounded: Vec<bool> = network.variables.iter().map(|v| v.is_mass()).collect();
        let matrices = Matrices::of(&rows, &network.equations(settings), bounded);
        Ok(Some(Self { network, rows, matrices }))
    }

    /// Sum of squared standardised residuals at a point.
    pub(super) fn chi_square(&self, x: &[f64]) -> f64 {
        self.rows.iter().map(|row| residual(row, x).powi(2)).sum()
    }
}

/// Standardised residual of a row.
pub(super) fn residual(row: &Row, x: &[f64]) -> f64 {
    (row.terms.iter().map(|&(j, k)| k * x[j]).sum::<f64>() - row.observed) / row.sigma
}

/// The matrices in scaled unknowns. Columns: the network's unknowns, then residuals of long rows.
#[derive(Debug, Clone)]
pub(super) struct Matrices {
    /// Number of the network's unknowns.
    unknowns: usize,
    /// Unknown = scale x scaled unknown.
    pub(super) scale: Vec<f64>,
    /// Which scaled unknowns may not be negative.
    pub(super) bounded: Vec<bool>,
    /// Upper triangle of the quadratic form by (column, row), diagonal always present.
    pub(super) curvature: BTreeMap<(usize, usize), f64>,
    /// Equations in scaled unknowns.
    pub(super) equations: Vec<Equation>,
    /// Long rows: the row, and the scale of its equation.
    long: Vec<(usize, f64)>,
    /// Short rows: the row, its scaled terms over sigma squared.
    short: Vec<(usize, Vec<(usize, f64)>)>,
}

impl Matrices {
    fn of(rows: &[Row], equations: &[Equation], mut bounded: Vec<bool>) -> Self {
        let unknowns = bounded.len();
        let (short, long): (Vec<usize>, Vec<usize>) =
            (0..rows.len()).partition(|&r| rows[r].terms.len() <= 2);
        bounded.extend(long.iter().map(|_| false));
        let mut curvature: BTreeMap<(usize, usize), f64> =
            (0..bounded.len()).map(|j| ((j, j), 0.0)).collect();
        for &r in &short {
            let weight = rows[r].sigma.powi(-2);
            for &(i, a) in &rows[r].terms {
                for &(j, b) in rows[r].terms.iter().filter(|t| t.0 >= i) {
                    *curvature.entry((j, i)).or_insert(0.0) += a * b * weight;
                }
            }
        }
        for residual in unknowns..bounded.len() {
            curvature.insert((residual, residual), 1.0);
        }
        let scale: Vec<f64> = (0..bounded.len())
            .map(|j| if curvature[&(j, j)] > 0.0 { curvature[&(j, j)].sqrt().recip() } else { 1.0 })
            .collect();
        for (&(j, i), value) in &mut curvature {
            *value *= scale[i] * scale[j];
        }
        let mut all = equations.to_vec();
        for (n, &r) in long.iter().enumerate() {
            let mut terms = rows[r].terms.clone();
            terms.push((unknowns + n, -rows[r].sigma));
            all.push(Equation { terms, right: 0.0 });
        }
        let sizes: Vec<f64> = all.iter_mut().map(|e| normalise(e, &scale)).collect();
        let long = long.into_iter().zip(sizes[equations.len()..].iter().copied()).collect();
        let short = short
            .into_iter()
            .map(|r| {
                let weight = rows[r].sigma.powi(-2);
                (r, rows[r].terms.iter().map(|&(j, k)| (j, k * scale[j] * weight)).collect())
            })
            .collect();
        Self { unknowns, scale, bounded, curvature, equations: all, long, short }
    }

    /// The linear cost and the right-hand sides that follow from observed values of all rows.
    pub(super) fn sides(&self, observed: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut cost = vec![0.0; self.bounded.len()];
        for (r, terms) in &self.short {
            for &(j, k) in terms {
                cost[j] -= k * observed[*r];
            }
        }
        let mut right: Vec<f64> = self.equations.iter().map(|e| e.right).collect();
        let first = right.len() - self.long.len();
        for (n, &(r, size)) in self.long.iter().enumerate() {
            right[first + n] = observed[r] / size;
        }
        (cost, right)
    }

    /// The network's unknowns at a scaled point, masses without the dust below zero.
    pub(super) fn unscale(&self, point: &[f64]) -> Vec<f64> {
        (0..self.unknowns)
            .map(
                |j| {
                    if self.bounded[j] { point[j].max(0.0) * self.scale[j] } else { point[j] * self.scale[j] }
                },
            )
            .collect()
    }
}

/// Puts an equation in scaled unknowns and divides it by its largest coefficient, which is returned.
fn normalise(equation: &mut Equation, scale: &[f64]) -> f64 {
    for (j, k) in &mut equation.terms {
        *k *= scale[*j];
    }
    let size = equation.terms.iter().map(|t| t.1.abs()).fold(0.0, f64::max);
    let size = if size > 0.0 { size } else { 1.0 };
    equation.terms.iter_mut().for_each(|t| t.1 /= size);
    equation.right /= size;
    size
}

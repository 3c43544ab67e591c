//! GRAS: a matrix with negative entries scaled by rows and columns to given sums; every sign is kept.
//!
//! With `A = P - N` the solution is `x_ij = r_i p_ij s_j - n_ij / (r_i s_j)`.
//! Source: Junius & Oosterhaven 2003; Lenzen, Wood & Gallego 2007 (the objective without its error);
//! Temurshoev, Miller & Bouwmeester 2013 (rows and columns without positive entries).

use super::balanced::{Balanced, MOST_ITERATIONS, check};
use crate::error::Error;
use faer::Mat;

/// Scales `a` to row sums `u` and column sums `v`, until every sum is met within `tolerance` (relative).
///
/// # Errors
/// Sums that do not add up to one total, a sum that zeros and signs in the matrix make impossible, no convergence.
pub fn gras(a: &Mat<f64>, u: &[f64], v: &[f64], tolerance: f64) -> Result<Balanced, Error> {
    check(a, u, v, tolerance)?;
    let (mut r, mut s) = (vec![1.0; u.len()], vec![1.0; v.len()]);
    let scale = u.iter().chain(v).fold(f64::MIN_POSITIVE, |m, x| m.max(x.abs()));
    let mut residual = f64::INFINITY;
    for iteration in 1..=MOST_ITERATIONS {
        let (mut p, mut n) = (vec![0.0; u.len()], vec![0.0; u.len()]);
        each(a, |i, j, x| if x > 0.0 { p[i] += x * s[j] } else { n[i] -= x / s[j] });
        residual = (0..u.len()).map(|i| (r[i] * p[i] - n[i] / r[i] - u[i]).abs() / scale).fold(0.0, f64::max);
        if iteration > 1 && residual <= tolerance {
            return Ok(Balanced { matrix: apply(a, &r, &s), iterations: iteration, residual });
        }
        for i in 0..u.len() {
            r[i] = factor(u[i], p[i], n[i], tolerance * scale).ok_or_else(|| impossible("row", i, u[i]))?;
        }
        let (mut p, mut n) = (vec![0.0; v.len()], vec![0.0; v.len()]);
        each(a, |i, j, x| if x > 0.0 { p[j] += x * r[i] } else { n[j] -= x / r[i] });
        for j in 0..v.len() {
            s[j] =
                factor(v[j], p[j], n[j], tolerance * scale).ok_or_else(|| impossible("column", j, v[j]))?;
        }
    }
    Err(Error::economy(
        "balancing",
        format!("sums are still off by {residual:e} after {MOST_ITERATIONS} iterations"),
        "zeros in the matrix may make the sums impossible: check which cells may not be zero",
    ))
}

/// The multiplier `r > 0` with `r p - n / r = sum`; `None` if there is none.
fn factor(sum: f64, p: f64, n: f64, nothing: f64) -> Option<f64> {
    let r = match (p > 0.0, n > 0.0) {
        (true, _) => {
            // The root without cancellation for negative sums.
            let root = (sum * sum + 4.0 * p * n).sqrt();
            if sum >= 0.0 { (sum + root) / (2.0 * p) } else { 2.0 * n / (root - sum) }
        }
        (false, true) => -n / sum,
        (false, false) => return (sum.abs() <= nothing).then_some(1.0),
    };
    if r > 0.0 && r.is_finite() {
        return Some(r);
    }
    // A sum of zero over entries of one sign: they all vanish.
    (sum.abs() <= nothing && r >= 0.0).then_some(f64::MIN_POSITIVE.sqrt())
}

fn impossible(kind: &str, at: usize, sum: f64) -> Error {
    Error::economy(
        format!("{kind} {at}"),
        format!("its entries cannot add up to {sum} by scaling"),
        "a row or column of zeros, or of one sign only, limits its sum: change the sum or fill a cell",
    )
}

fn each(a: &Mat<f64>, mut visit: impl FnMut(usize, usize, f64)) {
    for j in 0..a.ncols() {
        for (i, &x) in a.col_as_slice(j).iter().enumerate() {
            if x != 0.0 {
                visit(i, j, x);
            }
        }
    }
}

fn apply(a: &Mat<f64>, r: &[f64], s: &[f64]) -> Mat<f64> {
    Mat::from_fn(a.nrows(), a.ncols(), |i, j| {
        let x = a[(i, j)];
        if x >= 0.0 { r[i] * x * s[j] } else { x / (r[i] * s[j]) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Junius & Oosterhaven 2003 (base matrix and new sums).
    #[test]
    fn the_sums_are_met_and_every_sign_is_kept() {
        let base = [[7.0, 3.0, 5.0, -3.0], [2.0, 9.0, 8.0, 1.0], [-2.0, 0.0, 2.0, 1.0]];
        let a = Mat::from_fn(3, 4, |i, j| base[i][j]);
        let (u, v) = ([15.0, 26.0, -1.0], [9.0, 16.0, 17.0, -2.0]);
        let x = gras(&a, &u, &v, 1e-12).unwrap().matrix;
        for i in 0..3 {
            assert!(((0..4).map(|j| x[(i, j)]).sum::<f64>() - u[i]).abs() < 1e-9);
            for j in 0..4 {
                assert_eq!(x[(i, j)] == 0.0, a[(i, j)] == 0.0);
                assert!(x[(i, j)] * a[(i, j)] >= 0.0);
            }
        }
        for j in 0..4 {
            assert!(((0..3).map(|i| x[(i, j)]).sum::<f64>() - v[j]).abs() < 1e-9);
        }
        // The worked number of `docs/methods/gras.md`.
        for (i, j, wanted) in [(0, 0, 8.9764), (0, 3, -3.4413), (1, 1, 12.2568), (2, 0, -2.7758)] {
            assert!((x[(i, j)] - wanted).abs() < 5e-5);
        }
        // First-order condition: the factor of a cell is the product of a row and a column factor.
        let log = |i: usize, j: usize| (x[(i, j)] / a[(i, j)]).ln() * a[(i, j)].signum();
        assert!((log(0, 0) - log(0, 1) - log(1, 0) + log(1, 1)).abs() < 1e-9);
        assert!((log(0, 0) - log(0, 3) - log(1, 0) + log(1, 3)).abs() < 1e-9);
    }

    #[test]
    fn a_balanced_matrix_stays_as_it_is() {
        let a = Mat::from_fn(2, 2, |i, j| [[4.0, -1.0], [2.0, 3.0]][i][j]);
        let x = gras(&a, &[3.0, 5.0], &[6.0, 2.0], 1e-12).unwrap();
        assert!((0..4).all(|k| (x.matrix[(k / 2, k % 2)] - a[(k / 2, k % 2)]).abs() < 1e-12));
    }
}

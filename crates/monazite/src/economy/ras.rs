//! RAS: a non-negative matrix scaled by rows and columns to given sums.
//!
//! `X = r A s`, the matrix closest to `A` in information that has the sums.
//! Source: Stone 1961; Miller & Blair, Input-Output Analysis, 3rd edition, section 7.4.

use super::balanced::{Balanced, check};
use super::gras::gras;
use crate::error::Error;
use faer::Mat;

/// Scales `a` to row sums `u` and column sums `v`, until every sum is met within `tolerance` (relative).
///
/// # Errors
/// A negative entry or sum (use [`super::gras`]), sums that do not add up to one total,
/// a sum that zeros in the matrix make impossible, no convergence.
pub fn ras(a: &Mat<f64>, u: &[f64], v: &[f64], tolerance: f64) -> Result<Balanced, Error> {
    check(a, u, v, tolerance)?;
    for j in 0..a.ncols() {
        if let Some(i) = a.col_as_slice(j).iter().position(|&x| x < 0.0) {
            let place = format!("row {i}, column {j}");
            return Err(Error::economy(place, format!("{} is negative", a[(i, j)]), "use GRAS"));
        }
    }
    gras(a, u, v, tolerance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_by_two_keeps_the_cross_ratio() {
        // a(1+a) / ((5-a)(4-a)) = 4/6 gives a^2 + 21 a - 40 = 0.
        let a = Mat::from_fn(2, 2, |i, j| [[1.0, 2.0], [3.0, 4.0]][i][j]);
        let x = ras(&a, &[5.0, 5.0], &[4.0, 6.0], 1e-12).unwrap();
        assert!((x.matrix[(0, 0)] - (601.0_f64.sqrt() - 21.0) / 2.0).abs() < 1e-9);
        assert!(x.residual <= 1e-12);
    }

    #[test]
    fn what_cannot_be_met_is_an_error() {
        let a = Mat::from_fn(2, 2, |i, j| [[0.0, 0.0], [3.0, 4.0]][i][j]);
        assert!(ras(&a, &[5.0, 5.0], &[4.0, 6.0], 1e-9).unwrap_err().to_string().contains("row 0"));
        assert!(ras(&a, &[0.0, 5.0], &[4.0, 6.0], 1e-9).unwrap_err().to_string().contains("add up"));
        let negative = Mat::full(1, 1, -1.0);
        assert!(ras(&negative, &[1.0], &[1.0], 1e-9).unwrap_err().to_string().contains("GRAS"));
    }
}

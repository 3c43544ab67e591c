//! A matrix balanced to given sums, and what such sums must be.

use super::table::shape;
use crate::error::Error;
use faer::Mat;

/// A balanced matrix and how it got there.
#[derive(Debug, Clone)]
pub struct Balanced {
    /// The matrix.
    pub matrix: Mat<f64>,
    /// Iterations taken.
    pub iterations: usize,
    /// Largest difference from a sum that was asked, relative to the largest sum.
    pub residual: f64,
}

/// Iterations after which balancing is given up.
pub(super) const MOST_ITERATIONS: usize = 10_000;

/// All of the input is numbers and the sums belong to one total.
pub(super) fn check(a: &Mat<f64>, u: &[f64], v: &[f64], tolerance: f64) -> Result<(), Error> {
    shape("the matrix to balance", a, u.len(), v.len())?;
    let values = (0..a.ncols()).flat_map(|j| a.col_as_slice(j).iter());
    if let Some(x) = values.chain(u).chain(v).find(|x| !x.is_finite()) {
        return Err(Error::economy("balancing", format!("{x} is not a number"), "give numbers"));
    }
    if !(tolerance > 0.0 && tolerance < 1.0) {
        return Err(Error::economy(
            "tolerance",
            format!("{tolerance} is not between 0 and 1"),
            "1e-9 is usual",
        ));
    }
    let (rows, columns): (f64, f64) = (u.iter().sum(), v.iter().sum());
    let scale: f64 = u.iter().chain(v).map(|x| x.abs()).sum::<f64>().max(f64::MIN_POSITIVE);
    if (rows - columns).abs() > tolerance * scale {
        return Err(Error::economy(
            "sums",
            format!("the row sums add up to {rows}, the column sums to {columns}"),
            "scale one of them to the total of the other",
        ));
    }
    Ok(())
}

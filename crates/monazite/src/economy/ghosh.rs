//! Ghosh: allocation coefficients and the supply-side inverse.
//!
//! `B = x^-1 Z`, `G = (I - B)^-1 = x^-1 L x`.
//! Source: Miller & Blair, Input-Output Analysis, 3rd edition, section 12.1.

use super::leontief::ratio;
use faer::Mat;

/// Allocation coefficients `B[i, j] = Z[i, j] / x[i]`: share of the output of `i` that `j` takes.
/// An industry without output has a row of zeros.
#[must_use]
pub fn b(z: &Mat<f64>, x: &[f64]) -> Mat<f64> {
    Mat::from_fn(z.nrows(), z.ncols(), |i, j| ratio(z[(i, j)], x[i]))
}

/// Ghosh inverse `G = x^-1 L x`: output of `j` that a unit of value added in `i` supports.
/// An industry without output supports itself only.
#[must_use]
pub fn g(l: &Mat<f64>, x: &[f64]) -> Mat<f64> {
    Mat::from_fn(l.nrows(), l.ncols(), |i, j| if i == j { l[(i, i)] } else { ratio(l[(i, j)] * x[j], x[i]) })
}

#[cfg(test)]
mod tests {
    use super::super::leontief;
    use super::*;

    /// Miller & Blair, section 12.1.1: three sectors,
    /// Z = [225 600 110; 250 125 425; 325 700 150], x = [1200 2000 1500]; G is checked against (I - B)^-1 itself.
    #[test]
    fn g_is_the_inverse_of_i_minus_b() {
        let z = Mat::from_fn(3, 3, |i, j| {
            [[225.0, 600.0, 110.0], [250.0, 125.0, 425.0], [325.0, 700.0, 150.0]][i][j]
        });
        let x = [1200.0, 2000.0, 1500.0];
        let l = leontief::l(&leontief::a(&z, &x)).unwrap();
        let direct = leontief::l(&b(&z, &x)).unwrap();
        let g = g(&l, &x);
        assert!((0..9).all(|k| (g[(k / 3, k % 3)] - direct[(k / 3, k % 3)]).abs() < 1e-12));
        assert_eq!(b(&z, &x)[(0, 1)], 0.5);
    }
}

//! Hypothetical extraction and look-through exposure: how much of an economy rests on one supplier.
//!
//! Source: Miller & Blair, Input-Output Analysis, 3rd edition, section 12.2.5 (hypothetical extraction);
//! Baldwin, Freeman & Theodorakopoulos, Hidden exposure, 2023 (look-through exposure: all tiers, not the last border).

use super::leontief::Factor;
use super::table::Mrio;
use crate::error::Error;
use faer::Mat;

/// Output that each industry loses if the sales of `extracted` industries to users in `from` stop, money per year.
///
/// The rows of `extracted` are set to zero in `A` and in final demand, for the users whose region is in `from`
/// (every user if `from` is empty); the output that the rest needs is solved again.
/// No substitution: it measures dependence, not what would happen.
///
/// # Errors
/// `I - A` is singular.
pub fn extraction(
    table: &Mrio,
    a: &Mat<f64>,
    x: &[f64],
    extracted: &[usize],
    from: &[usize],
) -> Result<Vec<f64>, Error> {
    let hit = |region: usize| from.is_empty() || from.contains(&region);
    let mut left = a.clone();
    let mut y = vec![0.0; table.len()];
    for (k, column) in table.columns().iter().enumerate() {
        for (i, v) in table.y().col_as_slice(k).iter().enumerate() {
            if !(hit(column.region) && extracted.contains(&i)) {
                y[i] += v;
            }
        }
    }
    for (j, user) in table.industries().iter().enumerate() {
        if hit(user.region) {
            for &i in extracted {
                left[(i, j)] = 0.0;
            }
        }
    }
    let rest = Factor::new(&left)?.output(Mat::from_fn(y.len(), 1, |i, _| y[i]).as_ref())?;
    Ok(x.iter().enumerate().map(|(i, x)| x - rest[(i, 0)]).collect())
}

/// Look-through exposure of each industry to `suppliers`: money of their output, at all tiers,
/// in a unit of the industry's output, without the industry's own output itself.
///
/// Rows of the total requirements: `sum over i in suppliers of L[i, j] - [i = j]`.
///
/// # Errors
/// `I - A` is singular.
pub fn look_through(factor: &Factor, n: usize, suppliers: &[usize]) -> Result<Vec<f64>, Error> {
    let s = Mat::from_fn(1, n, |_, i| if suppliers.contains(&i) { 1.0 } else { 0.0 });
    let m = factor.multipliers(s.as_ref())?;
    Ok((0..n).map(|j| m[(0, j)] - s[(0, j)]).collect())
}

#[cfg(test)]
mod tests {
    use super::super::leontief;
    use super::super::table::tests::table;
    use super::*;

    #[test]
    fn extracting_the_second_sector_of_miller_and_blair_table_2_3() {
        let t =
            table(["A|1", "A|2"], ["A|y"], [[150.0, 500.0], [200.0, 100.0]], [[350.0], [1700.0]]).unwrap();
        let x = leontief::x(t.z(), t.y());
        let a = leontief::a(t.z(), &x);
        // Without sector 2, sector 1 makes 350 / (1 - 0.15) and loses the rest.
        let loss = extraction(&t, &a, &x, &[1], &[]).unwrap();
        assert!((loss[0] - (1000.0 - 350.0 / 0.85)).abs() < 1e-9);
        assert!((loss[1] - 2000.0).abs() < 1e-9);
        let exposure = look_through(&Factor::new(&a).unwrap(), 2, &[1]).unwrap();
        assert!((exposure[0] - 0.2640).abs() < 5e-5 && (exposure[1] - 0.1221).abs() < 5e-5);
    }
}

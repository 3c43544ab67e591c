//! Accounts of extensions: direct intensities, multipliers, and what producers and consumers account for.
//!
//! `S = F x^-1`, `M = S L`, `M_down = S (G' - I)`, footprints `D_cba`, territorial accounts `D_pba`,
//! and what is embodied in imports `D_imp` and exports `D_exp`.
//! Source: Miller & Blair, Input-Output Analysis, 3rd edition, chapter 10, and the conventions of environmentally
//! extended MRIO tables: a footprint column `(r, s)` is what region `r` consumes of sector `s`, wherever made.

use super::leontief::{Factor, ratio};
use super::table::{Extensions, Industry, Mrio};
use crate::error::Error;
use faer::Mat;

/// Direct intensities `S = F x^-1`: extension per unit of output, `extensions x industries`.
#[must_use]
pub fn s(f: &Mat<f64>, x: &[f64]) -> Mat<f64> {
    Mat::from_fn(f.nrows(), f.ncols(), |e, j| ratio(f[(e, j)], x[j]))
}

/// Intensities of final demand `S_Y = F_Y y^-1`: extension per unit that a demand column spends.
#[must_use]
pub fn s_y(f_y: &Mat<f64>, y: &Mat<f64>) -> Mat<f64> {
    let spent: Vec<f64> = (0..y.ncols()).map(|k| y.col_as_slice(k).iter().sum()).collect();
    Mat::from_fn(f_y.nrows(), f_y.ncols(), |e, k| ratio(f_y[(e, k)], spent[k]))
}

/// Multipliers `M = S L`: extension along the whole supply chain of a unit of final demand.
#[must_use]
pub fn m(s: &Mat<f64>, l: &Mat<f64>) -> Mat<f64> {
    s * l
}

/// Downstream multipliers `M_down = S (G' - I)`: extension of those who use the output, without the own.
#[must_use]
pub fn m_down(s: &Mat<f64>, g: &Mat<f64>) -> Mat<f64> {
    s * g.transpose() - s
}

/// The four accounts by industry, `extensions x industries` each, and their sums by region.
#[derive(Debug, Clone)]
pub struct Accounts {
    /// Footprint: what region `r` causes anywhere by consuming sector `s`.
    pub d_cba: Mat<f64>,
    /// Territorial: what industry `(r, s)` causes itself.
    pub d_pba: Mat<f64>,
    /// The part of the footprint that is caused in other regions.
    pub d_imp: Mat<f64>,
    /// The part of the territorial account that serves consumption in other regions.
    pub d_exp: Mat<f64>,
    /// `D_cba` by region, with the region's own final-demand extensions, `extensions x regions`.
    pub d_cba_reg: Mat<f64>,
    /// `D_pba` by region, with the region's own final-demand extensions.
    pub d_pba_reg: Mat<f64>,
    /// `D_imp` by region.
    pub d_imp_reg: Mat<f64>,
    /// `D_exp` by region.
    pub d_exp_reg: Mat<f64>,
}

/// All accounts of a table, by solving with a factorised `I - A`: no inverse is formed.
///
/// # Errors
/// `I - A` is singular, or the extensions do not fit the table.
pub fn accounts(
    table: &Mrio,
    extensions: &Extensions,
    x: &[f64],
    factor: &Factor,
) -> Result<Accounts, Error> {
    super::table::shape("F", &extensions.f, extensions.names.len(), table.len())?;
    super::table::shape("F_Y", &extensions.f_y, extensions.names.len(), table.columns().len())?;
    let s = s(&extensions.f, x);
    let y = table.y_by_region();
    let served = factor.output(y.as_ref())?;
    let m = factor.multipliers(s.as_ref())?;
    let d_cba = consumed(table, &m, &y);
    let d_imp = &d_cba - domestic(table, &s, factor, &y)?;
    let d_pba = Mat::from_fn(s.nrows(), s.ncols(), |e, i| s[(e, i)] * row_sum(&served, i));
    let d_exp = Mat::from_fn(s.nrows(), s.ncols(), |e, i| {
        s[(e, i)] * (row_sum(&served, i) - served[(i, table.industries()[i].region)])
    });
    conserved(extensions, &d_cba, &d_pba)?;
    let own = by_demand_region(table, &extensions.f_y);
    Ok(Accounts {
        d_cba_reg: by_region(table, &d_cba) + &own,
        d_pba_reg: by_region(table, &d_pba) + &own,
        d_imp_reg: by_region(table, &d_imp),
        d_exp_reg: by_region(table, &d_exp),
        d_cba,
        d_pba,
        d_imp,
        d_exp,
    })
}

/// Relative difference between the sums of two accounts that rounding may make.
const CONSERVED: f64 = 1e-6;

/// What is consumed is what is produced, for each extension.
fn conserved(extensions: &Extensions, d_cba: &Mat<f64>, d_pba: &Mat<f64>) -> Result<(), Error> {
    for (e, name) in extensions.names.iter().enumerate() {
        let (consumed, produced) = (row_sum(d_cba, e), row_sum(d_pba, e));
        let scale: f64 = (0..d_pba.ncols()).map(|i| d_pba[(e, i)].abs()).sum();
        if (consumed - produced).abs() > CONSERVED * scale {
            return Err(Error::economy(
                format!("extension {name}"),
                format!("consumption accounts sum to {consumed}, production accounts to {produced}"),
                "a region lacks a sector that it buys: complete the table",
            ));
        }
    }
    Ok(())
}

fn row_sum(m: &Mat<f64>, i: usize) -> f64 {
    (0..m.ncols()).map(|k| m[(i, k)]).sum()
}

/// Multipliers times what each region consumes, attributed to (consuming region, sector of the good).
fn consumed(table: &Mrio, m: &Mat<f64>, y: &Mat<f64>) -> Mat<f64> {
    let at = grid(table);
    let mut out = Mat::zeros(m.nrows(), table.len());
    for (i, industry) in table.industries().iter().enumerate() {
        for r in 0..table.regions().len() {
            let Some(column) = at[r * table.sectors().len() + industry.sector] else { continue };
            for e in 0..m.nrows() {
                out[(e, column)] += m[(e, i)] * y[(i, r)];
            }
        }
    }
    out
}

/// The part of the footprint that is caused inside the consuming region:
/// for each region, the multipliers of intensities that are zero abroad.
fn domestic(table: &Mrio, s: &Mat<f64>, factor: &Factor, y: &Mat<f64>) -> Result<Mat<f64>, Error> {
    let at = grid(table);
    let mut out = Mat::zeros(s.nrows(), table.len());
    for r in 0..table.regions().len() {
        let home = Mat::from_fn(s.nrows(), s.ncols(), |e, i| {
            if table.industries()[i].region == r { s[(e, i)] } else { 0.0 }
        });
        let m = factor.multipliers(home.as_ref())?;
        for (i, industry) in table.industries().iter().enumerate() {
            let Some(column) = at[r * table.sectors().len() + industry.sector] else { continue };
            for e in 0..s.nrows() {
                out[(e, column)] += m[(e, i)] * y[(i, r)];
            }
        }
    }
    Ok(out)
}

/// The industry at each (region, sector), `None` where the table has no such industry.
pub(super) fn grid(table: &Mrio) -> Vec<Option<usize>> {
    let mut at = vec![None; table.regions().len() * table.sectors().len()];
    for (i, &Industry { region, sector }) in table.industries().iter().enumerate() {
        at[region * table.sectors().len() + sector] = Some(i);
    }
    at
}

/// Sums the industries of each region.
#[must_use]
pub fn by_region(table: &Mrio, account: &Mat<f64>) -> Mat<f64> {
    let mut out = Mat::zeros(account.nrows(), table.regions().len());
    for (i, industry) in table.industries().iter().enumerate() {
        for e in 0..account.nrows() {
            out[(e, industry.region)] += account[(e, i)];
        }
    }
    out
}

fn by_demand_region(table: &Mrio, f_y: &Mat<f64>) -> Mat<f64> {
    let mut out = Mat::zeros(f_y.nrows(), table.regions().len());
    for (k, column) in table.columns().iter().enumerate() {
        for e in 0..f_y.nrows() {
            out[(e, column.region)] += f_y[(e, k)];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::leontief;
    use super::super::table::tests::table;
    use super::*;

    #[test]
    fn accounts_that_lose_a_part_are_refused() {
        let t = table(["A|1", "A|2", "B|2"], ["A|y", "B|y"], [[1.0; 3]; 3], [[9.0, 3.0]; 3]).unwrap();
        let x = leontief::x(t.z(), t.y());
        let factor = Factor::new(&leontief::a(t.z(), &x)).unwrap();
        let extensions = Extensions {
            names: vec!["ore".to_owned()],
            units: vec!["t".to_owned()],
            f: Mat::from_fn(1, 3, |_, _| 5.0),
            f_y: Mat::zeros(1, 2),
        };
        let told = accounts(&t, &extensions, &x, &factor).unwrap_err().to_string();
        assert!(told.contains("extension ore") && told.contains("complete the table"), "{told}");
    }

    #[test]
    fn footprints_and_territorial_accounts_have_one_sum_and_trade_is_their_difference() {
        let t = table(
            ["A|1", "A|2", "B|1", "B|2"],
            ["A|y", "B|y"],
            [[5.0, 1.0, 2.0, 1.0], [1.0, 4.0, 0.0, 3.0], [2.0, 2.0, 6.0, 1.0], [0.0, 1.0, 2.0, 8.0]],
            [[9.0, 3.0], [10.0, 1.0], [4.0, 12.0], [1.0, 20.0]],
        )
        .unwrap();
        let x = leontief::x(t.z(), t.y());
        let factor = Factor::new(&leontief::a(t.z(), &x)).unwrap();
        let extensions = Extensions {
            names: vec!["ore".to_owned()],
            units: vec!["t".to_owned()],
            f: Mat::from_fn(1, 4, |_, i| [70.0, 0.0, 30.0, 5.0][i]),
            f_y: Mat::from_fn(1, 2, |_, k| [1.0, 2.0][k]),
        };
        let d = accounts(&t, &extensions, &x, &factor).unwrap();
        let sum = |m: &Mat<f64>| (0..m.ncols()).map(|i| m[(0, i)]).sum::<f64>();
        assert!((sum(&d.d_cba) - 105.0).abs() < 1e-12 && (sum(&d.d_pba) - 105.0).abs() < 1e-12);
        for r in 0..2 {
            let net = d.d_pba_reg[(0, r)] + d.d_imp_reg[(0, r)] - d.d_exp_reg[(0, r)];
            assert!((net - d.d_cba_reg[(0, r)]).abs() < 1e-12);
        }
    }
}

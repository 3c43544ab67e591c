//! The check of a table's accounts: what does not add up, which industries are empty or impossible.

use crate::diagnostic::{Diagnostic, Diagnostics};
use faer::Mat;
use monazite::economy::{Mrio, leontief};
use std::collections::BTreeSet;

/// Relative difference of two sums of one account below which they agree.
const AGREES: f64 = 1e-6;
/// Relative difference above which a table cannot be used.
const UNUSABLE: f64 = 0.01;
/// Inputs above output, in shares of output, beyond which a table cannot be used.
const UNUSABLE_INPUTS: f64 = 0.5;

/// All problems of the accounts of a table.
///
/// `x` is output as the source states it, if it does.
/// Row balance: stated output against the sums of `Z` and `Y`.
/// Column balance: inputs against output, that is negative value added.
/// Further: negative or zero output, regions without final demand.
/// A rounded table (whole numbers only) is allowed half a unit a cell.
#[must_use]
pub fn check(file: &str, table: &Mrio, x: Option<&[f64]>) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let sums = leontief::x(table.z(), table.y());
    let slack = rounding(table);
    if let Some(stated) = x {
        for (i, (&stated, &sum)) in stated.iter().zip(&sums).enumerate() {
            row_balance(file, &table.label(i), stated, sum, slack[i], &mut problems);
        }
    }
    let value_added = leontief::value_added(table.z(), &sums);
    for (i, (&x, &v)) in sums.iter().zip(&value_added).enumerate() {
        let label = table.label(i);
        if x < -slack[i] {
            problems.push(
                Diagnostic::error(
                    file,
                    "output is negative: sales and final demand sum to less than nothing",
                )
                .cell(&label, &x.to_string())
                .allowed("0 or more")
                .hint("look for a negative change in inventories larger than all sales"),
            );
        } else if x <= 0.0 && x - v > slack[i] {
            problems.push(
                Diagnostic::error(file, "an industry without output buys inputs")
                    .cell(&label, &(x - v).to_string())
                    .allowed("output, or no inputs")
                    .hint("a row of Z or Y is missing or stands under another label"),
            );
        } else if x <= 0.0 {
            problems.push(
                Diagnostic::warning(file, "an industry has no output; its coefficients are zero")
                    .cell(&label, &x.to_string())
                    .hint("nothing to do if the country has no such industry"),
            );
        } else if v < -(AGREES * x + slack[i]) {
            let message = format!(
                "value added is negative: inputs of {} exceed output of {x}; the table is not balanced here",
                x - v
            );
            let bad = if -v > UNUSABLE_INPUTS * x { Diagnostic::error } else { Diagnostic::warning };
            problems.push(
                bad(file, message)
                    .cell(&label, &v.to_string())
                    .allowed("0 or more")
                    .hint("balance the table (GRAS), or merge the industry with a similar one"),
            );
        }
    }
    let served: BTreeSet<usize> = table.columns().iter().map(|c| c.region).collect();
    for (r, region) in table.regions().iter().enumerate() {
        if !served.contains(&r) {
            problems.push(
                Diagnostic::warning(file, format!("region `{region}` has industries but no final demand"))
                    .hint("add its columns to Y, or merge it with the region that holds its final demand"),
            );
        }
    }
    problems
}

fn row_balance(file: &str, label: &str, stated: f64, sum: f64, slack: f64, problems: &mut Diagnostics) {
    let difference = (stated - sum).abs();
    let scale = stated.abs().max(sum.abs());
    if difference <= AGREES * scale + slack {
        return;
    }
    let severe = difference > UNUSABLE * scale + slack;
    let make = if severe { Diagnostic::error } else { Diagnostic::warning };
    problems.push(
        make(file, format!("the row is not balanced: stated output {stated}, sum of Z and Y {sum}"))
            .cell(label, &stated.to_string())
            .allowed(format!("{sum} within {:.4} %", 100.0 * AGREES))
            .hint("a row or column is missing, scaled or in another order; or drop x.csv to use the sums"),
    );
}

/// What rounding explains, for each industry: half a unit for each filled cell if all cells are whole numbers.
fn rounding(table: &Mrio) -> Vec<f64> {
    let mut cells = vec![0.0; table.len()];
    let mut whole = true;
    let mut count = |m: &Mat<f64>, square: bool| {
        for j in 0..m.ncols() {
            for (i, v) in m.col_as_slice(j).iter().enumerate() {
                whole &= v.fract() == 0.0;
                if *v != 0.0 {
                    cells[i] += 0.5;
                    if square {
                        cells[j] += 0.5;
                    }
                }
            }
        }
    };
    count(table.z(), true);
    count(table.y(), false);
    // A table of a few whole numbers is exact, not rounded.
    if whole && table.len() >= 100 { cells } else { vec![0.0; table.len()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(z: [[f64; 2]; 2], y: [f64; 2]) -> Mrio {
        let labels = ["1", "2"].map(|s| ("A".to_owned(), s.to_owned()));
        let columns = [("A".to_owned(), "y".to_owned())];
        Mrio::new(&labels, &columns, Mat::from_fn(2, 2, |i, j| z[i][j]), Mat::from_fn(2, 1, |i, _| y[i]), "")
            .unwrap()
    }

    #[test]
    fn a_balanced_table_has_no_problem() {
        let t = table([[150.0, 500.0], [200.0, 100.0]], [350.0, 1700.0]);
        assert!(check("t", &t, Some(&[1000.0, 2000.0])).is_empty());
    }

    #[test]
    fn all_problems_are_listed_with_place_and_hint() {
        let t = table([[0.0, 9.0], [0.0, 0.0]], [1.0, 0.0]);
        let problems = check("t", &t, Some(&[5.0, 0.0]));
        let text = problems.to_string();
        assert!(
            text.contains("[A|1]: the row is not balanced: stated output 5, sum of Z and Y 10"),
            "{text}"
        );
        assert!(text.contains("[A|2]: an industry without output buys inputs"), "{text}");
        assert!(problems.iter().all(|d| !d.hint.is_empty()));
        let t = table([[1.0, 2.0], [8.0, 1.0]], [1.0, 0.0]);
        assert!(check("t", &t, None).to_string().contains("value added is negative"));
    }
}

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
/// Published tables have negative value added of up to 60 % of output (subsidised transit).
const UNUSABLE_INPUTS: f64 = 1.0;

/// All problems of the accounts of a table.
///
/// `x` is output as the source states it, if it does.
/// Row balance: stated output against the sums of `Z` and `Y`.
/// Column balance: inputs against output, that is negative value added.
/// Further: negative or zero output, regions without final demand.
/// A rounded table (whole numbers only) is allowed what rounding explains.
#[must_use]
pub fn check(file: &str, table: &Mrio, x: Option<&[f64]>) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let sums = leontief::x(table.z(), table.y());
    let slack = rounding(table);
    if let Some(stated) = x {
        for (i, (&stated, &sum)) in stated.iter().zip(&sums).enumerate() {
            balance(file, Line::Row, &table.label(i), [stated, sum], slack, &mut problems);
        }
    }
    let value_added = leontief::value_added(table.z(), &sums);
    for (i, (&x, &v)) in sums.iter().zip(&value_added).enumerate() {
        let label = table.label(i);
        if x < -slack {
            problems.push(
                Diagnostic::error(
                    file,
                    "output is negative: sales and final demand sum to less than nothing",
                )
                .cell(&label, &brief(x))
                .allowed("0 or more")
                .hint("look for a negative change in inventories larger than all sales"),
            );
        } else if x <= 0.0 && x - v > slack {
            problems.push(
                Diagnostic::error(file, "an industry without output buys inputs")
                    .cell(&label, &brief(x - v))
                    .allowed("output, or no inputs")
                    .hint("a row of Z or Y is missing or stands under another label"),
            );
        } else if x <= 0.0 {
            problems.push(
                Diagnostic::warning(file, "an industry has no output; its coefficients are zero")
                    .cell(&label, &brief(x))
                    .hint("nothing to do if the country has no such industry"),
            );
        } else if v < -(AGREES * x + slack) {
            let message = format!(
                "value added is negative: inputs of {} exceed output of {}; the table is not balanced here",
                brief(x - v),
                brief(x)
            );
            let bad = if -v > UNUSABLE_INPUTS * x { Diagnostic::error } else { Diagnostic::warning };
            problems.push(
                bad(file, message)
                    .cell(&label, &brief(v))
                    .allowed("0 or more")
                    .hint("balance the table (GRAS), or merge the industry with a similar one"),
            );
        }
    }
    let served: BTreeSet<usize> = table.columns().iter().map(|c| c.region).collect();
    tell_lacking_categories(file, table, &mut problems);
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

/// Tells regions that lack a category of final demand which another has: its column may be lost.
fn tell_lacking_categories(file: &str, table: &Mrio, problems: &mut Diagnostics) {
    let all: BTreeSet<&str> = table.columns().iter().map(|c| c.category.as_str()).collect();
    for (r, region) in table.regions().iter().enumerate() {
        let of: BTreeSet<&str> =
            table.columns().iter().filter(|c| c.region == r).map(|c| c.category.as_str()).collect();
        let lacking: Vec<&str> = all.difference(&of).copied().collect();
        if !of.is_empty() && !lacking.is_empty() {
            let message = format!("region `{region}` lacks categories of final demand that others have");
            problems.push(
                Diagnostic::warning(file, message)
                    .cell("", &lacking.join(", "))
                    .allowed("every category in every region")
                    .hint(
                        "add the columns, with zeros if the region has none of it; they count as nothing now",
                    ),
            );
        }
    }
}

/// A line of a table whose sum is stated.
#[derive(Clone, Copy)]
pub(super) enum Line {
    /// Sales of an industry, or of goods.
    Row,
    /// Purchases and value added.
    Column,
}

/// Tells a stated sum of a line that is not what its cells add up to, `[stated, sum]`; `slack` is what rounding explains.
pub(super) fn balance(
    file: &str,
    line: Line,
    label: &str,
    [stated, sum]: [f64; 2],
    slack: f64,
    problems: &mut Diagnostics,
) {
    let difference = (stated - sum).abs();
    let scale = stated.abs().max(sum.abs());
    if difference <= AGREES * scale + slack {
        return;
    }
    let severe = difference > UNUSABLE * scale + slack;
    let make = if severe { Diagnostic::error } else { Diagnostic::warning };
    let (what, parts, hint) = match line {
        Line::Row => (
            "row",
            "sum of Z and Y",
            "a row or column is missing, scaled or in another order; or drop the stated output to use the sums",
        ),
        Line::Column => (
            "column",
            "sum of inputs and value added",
            "a row is missing, scaled or in another order; or drop the stated output to use the sums",
        ),
    };
    let message =
        format!("the {what} is not balanced: stated output {}, {parts} {}", brief(stated), brief(sum));
    problems.push(
        make(file, message)
            .cell(label, &brief(stated))
            .allowed(format!("{} within {:.4} %", brief(sum), 100.0 * AGREES))
            .hint(hint),
    );
}

/// What rounding explains in a sum over a row and a column: four standard deviations of rounding every cell
/// (1/sqrt(12) each) if all cells are whole numbers, else nothing.
fn rounding(table: &Mrio) -> f64 {
    let whole = |m: &Mat<f64>| (0..m.ncols()).all(|j| m.col_as_slice(j).iter().all(|v| v.fract() == 0.0));
    // A table of a few whole numbers is exact, not rounded.
    if table.len() < 100 || !whole(table.z()) || !whole(table.y()) {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "cells of a row and a column")]
    let cells = (2 * table.len() + table.columns().len()) as f64;
    4.0 * (cells / 12.0).sqrt()
}

/// A number in six significant digits.
fn brief(value: f64) -> String {
    let digits = if value == 0.0 { 0.0 } else { value.abs().log10().floor() };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 12 digits")]
    let decimals = (5.0 - digits).clamp(0.0, 12.0) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
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

//! World input-output tables in workbooks: one sheet, four header lines and four label columns.
//!
//! The lines are found by what they hold, not by their number:
//! the line of column codes has `c1, c2, ...`, the line above it the countries, the third above it the sector codes.
//! The label columns stand in the same way to the column of row codes (`r1` or `c1`, ...).

use super::check::{Line as Side, balance};
use super::imported::{Import, finish};
use super::source;
use crate::diagnostic::{Diagnostic, Diagnostics};
use calamine::{Data, Range, Reader, open_workbook_auto};
use faer::Mat;
use monazite::economy::{Mrio, leontief};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What tells one release from another.
pub(super) struct Release {
    /// Sectors are the codes 1 to this; higher column codes are final demand.
    pub(super) sectors: u32,
    /// The last code of final demand.
    pub(super) last_demand: u32,
    /// Whether sectors are named by their code (`c1`) or by the classification (`A01`).
    pub(super) named_by_code: bool,
}

/// Reads a workbook.
pub(super) fn read(path: &Path, release: &Release) -> Result<Import, Diagnostics> {
    let file = source::name(path);
    let mut workbook = open_workbook_auto(path).map_err(|e| {
        Diagnostic::error(&file, format!("cannot be read as a workbook: {e}"))
            .hint("give the xlsx or xlsb file as published")
    })?;
    let sheet = workbook.worksheet_range_at(0);
    let Some(Ok(sheet)) = sheet else {
        return Err(Diagnostic::error(&file, "the workbook has no sheet").into());
    };
    from_sheet(&file, &sheet, release)
}

/// A code `c12` or `r12` as its number.
fn code(cell: Option<&Data>) -> Option<u32> {
    let text = cell?.to_string();
    let digits = text.trim().strip_prefix(['c', 'r'])?;
    digits.parse().ok()
}

fn text(sheet: &Range<Data>, row: usize, column: usize) -> String {
    sheet.get((row, column)).map_or_else(String::new, |c| c.to_string().trim().to_owned())
}

/// A labelled line of the sheet: where it is, its country, code and sector name.
struct Line {
    at: usize,
    region: String,
    code: u32,
    sector: String,
}

fn from_sheet(file: &str, sheet: &Range<Data>, release: &Release) -> Result<Import, Diagnostics> {
    let (height, width) = (sheet.height(), sheet.width());
    let count_row = |r: usize| (0..width).filter(|&c| code(sheet.get((r, c))).is_some()).count();
    let count_column = |c: usize| (0..height).filter(|&r| code(sheet.get((r, c))).is_some()).count();
    let header = (0..height.min(12)).max_by_key(|&r| (count_row(r), std::cmp::Reverse(r)));
    let labels = (0..width.min(12)).max_by_key(|&c| (count_column(c), std::cmp::Reverse(c)));
    let layout =
        "four header lines (sector code, name, country, c-code) and four label columns in that order";
    let (Some(header), Some(labels)) = (header, labels) else {
        return Err(Diagnostic::error(file, "the sheet is empty").allowed(layout).into());
    };
    if header < 3 || labels < 3 || count_row(header) < 2 || count_column(labels) < 2 {
        return Err(Diagnostic::error(file, "the codes c1, c2, ... of rows and columns were not found")
            .allowed(layout)
            .hint("give the workbook as published, or use the plain layout")
            .into());
    }
    let line = |at: usize, code: Option<u32>, region: String, name: String| {
        let code = code?;
        let sector = if release.named_by_code { format!("c{code}") } else { name };
        (!region.is_empty() && region != "TOT").then_some(Line { at, region, code, sector })
    };
    let columns: Vec<Line> = (labels + 1..width)
        .filter_map(|c| {
            line(c, code(sheet.get((header, c))), text(sheet, header - 1, c), text(sheet, header - 3, c))
        })
        .collect();
    let rows: BTreeMap<(String, u32), usize> = (header + 1..height)
        .filter_map(|r| {
            line(r, code(sheet.get((r, labels))), text(sheet, r, labels - 1), text(sheet, r, labels - 3))
        })
        .filter(|l| l.code <= release.sectors)
        .map(|l| ((l.region, l.code), l.at))
        .collect();
    let (users, demand): (Vec<&Line>, Vec<&Line>) =
        columns.iter().filter(|l| l.code <= release.last_demand).partition(|l| l.code <= release.sectors);
    let mut problems = Diagnostics::default();
    let mut row_at = Vec::new();
    for user in &users {
        match rows.get(&(user.region.clone(), user.code)) {
            Some(&r) => row_at.push(r),
            None => problems.push(
                Diagnostic::error(
                    file,
                    format!("industry {} c{} has a column but no row", user.region, user.code),
                )
                .hint("the workbook is not complete"),
            ),
        }
    }
    let with_column: BTreeSet<(&str, u32)> = users.iter().map(|l| (l.region.as_str(), l.code)).collect();
    for (region, code) in
        rows.keys().filter(|(region, code)| !with_column.contains(&(region.as_str(), *code)))
    {
        problems.push(
            Diagnostic::error(file, format!("industry {region} c{code} has a row but no column"))
                .hint("the workbook is not complete"),
        );
    }
    if problems.errors() > 0 {
        return Err(problems);
    }
    let mut block = |lines: &[&Line]| {
        Mat::from_fn(row_at.len(), lines.len(), |i, j| match sheet.get((row_at[i], lines[j].at)) {
            None | Some(Data::Empty) => 0.0,
            Some(Data::Float(v)) => *v,
            #[expect(clippy::cast_precision_loss, reason = "money below 2^53")]
            Some(Data::Int(v)) => *v as f64,
            Some(other) => {
                problems.push(
                    Diagnostic::error(file, "not a number")
                        .at(u32::try_from(row_at[i] + 1).unwrap_or(u32::MAX))
                        .cell(&format!("{} {}", lines[j].region, lines[j].sector), &other.to_string())
                        .hint("replace it by a number"),
                );
                0.0
            }
        })
    };
    let (z, y) = (block(&users), block(&demand));
    let number = |row: usize, column: usize| match sheet.get((row, column)) {
        Some(Data::Float(v)) => Some(*v),
        #[expect(clippy::cast_precision_loss, reason = "money below 2^53")]
        Some(Data::Int(v)) => Some(*v as f64),
        _ => None,
    };
    // Output as stated: the last column of totals, and the row of gross output.
    let total = (labels + 1..width).rev().find(|&c| is_output((0..4).map(|k| text(sheet, header - k, c))));
    let stated: Option<Vec<f64>> = total.and_then(|c| row_at.iter().map(|&r| number(r, c)).collect());
    let gross = (header + 1..height).rev().find(|&r| is_output((0..4).map(|k| text(sheet, r, labels - k))));
    if let Some(gross) = gross {
        let x = leontief::x(&z, &y);
        for (user, &sum) in users.iter().zip(&x) {
            if let Some(stated) = number(gross, user.at) {
                let label = format!("{}|{}", user.region, user.sector);
                balance(file, Side::Row, &label, [stated, sum], 0.0, &mut problems);
            }
        }
    }
    let industries: Vec<(String, String)> =
        users.iter().map(|l| (l.region.clone(), l.sector.clone())).collect();
    let categories: Vec<(String, String)> =
        demand.iter().map(|l| (l.region.clone(), format!("c{}", l.code))).collect();
    let table = Mrio::new(&industries, &categories, z, y, "million USD");
    finish(file, table, None, stated.as_deref(), problems)
}

/// Whether a line holds the whole output, told by its labels: `GO`, `Output at basic prices`, `Total output`.
fn is_output(labels: impl Iterator<Item = String>) -> bool {
    let is = |label: &str| {
        let lower = label.to_lowercase();
        label == "GO" || lower.starts_with("output at") || lower == "total output" || lower == "gross output"
    };
    labels.into_iter().any(|label| is(&label))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The layout as published, in small; `output` of the last mine is stated in the column and the row of output.
    fn sheet([column, row]: [&str; 2]) -> Range<Data> {
        let rows = [
            ["", "", "", "", "A", "B", "A", "B", "hh", "hh", "GO"],
            ["", "", "", "", "farms", "mines", "farms", "mines", "", "", ""],
            ["", "", "", "", "AUS", "AUS", "RoW", "RoW", "AUS", "RoW", "TOT"],
            ["", "", "", "", "c1", "c2", "c1", "c2", "c3", "c3", "c4"],
            ["A", "farms", "AUS", "c1", "1", "2", "0", "1", "6", "0", "10"],
            ["B", "mines", "AUS", "c2", "1", "1", "1", "1", "5", "1", "10"],
            ["A", "farms", "RoW", "c1", "0", "1", "2", "2", "0", "5", "10"],
            ["B", "mines", "RoW", "c2", "1", "0", "2", "1", "1", "5", column],
            ["GO", "", "TOT", "c9", "10", "10", "10", row, "", "", ""],
        ];
        let mut sheet = Range::new((0, 0), (8, 10));
        for (r, row) in rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                let data = cell.parse().map_or_else(|_| Data::String((*cell).to_owned()), Data::Float);
                sheet.set_value((u32::try_from(r).unwrap(), u32::try_from(c).unwrap()), data);
            }
        }
        sheet
    }

    const RELEASE: Release = Release { sectors: 2, last_demand: 3, named_by_code: false };

    #[test]
    fn output_that_is_not_what_the_cells_sum_to_is_told() {
        for wrong in [["100", "10"], ["10", "7"]] {
            let problems = from_sheet("wiot.xlsx", &sheet(wrong), &RELEASE).unwrap_err().to_string();
            assert!(problems.contains("RoW|B") && problems.contains("the row is not balanced"), "{problems}");
        }
    }

    #[test]
    fn the_published_layout_in_small() {
        let import = from_sheet("wiot.xlsx", &sheet(["10", "10"]), &RELEASE).unwrap();
        assert!(import.warnings.is_empty(), "{}", import.warnings);
        let table = import.table;
        assert_eq!((table.len(), table.columns().len()), (4, 2));
        assert_eq!(table.label(3), "RoW|B");
        assert_eq!(table.z()[(1, 2)], 1.0);
        assert_eq!(table.y()[(2, 1)], 5.0);
    }

    /// The sheet without a row or a column.
    fn without(sheet: &Range<Data>, line: usize, is_row: bool) -> Range<Data> {
        let (height, width) = (sheet.height() - usize::from(is_row), sheet.width() - usize::from(!is_row));
        let end = |length: usize| u32::try_from(length - 1).unwrap();
        let mut out = Range::new((0, 0), (end(height), end(width)));
        for r in 0..height {
            for c in 0..width {
                let from = |at: usize, lost: bool| at + usize::from(lost && at >= line);
                let data = sheet.get((from(r, is_row), from(c, !is_row))).cloned().unwrap_or_default();
                out.set_value((u32::try_from(r).unwrap(), u32::try_from(c).unwrap()), data);
            }
        }
        out
    }

    #[test]
    fn a_lost_row_or_column_is_told() {
        let whole = sheet(["10", "10"]);
        for (line, is_row) in (4..8).map(|row| (row, true)).chain((4..10).map(|column| (column, false))) {
            let read = from_sheet("wiot.xlsx", &without(&whole, line, is_row), &RELEASE);
            assert!(read.is_err(), "line {line}, row {is_row}");
        }
        // Where no output is stated, too.
        let silent = without(&without(&whole, 8, true), 10, false);
        assert!(from_sheet("wiot.xlsx", &silent, &RELEASE).unwrap().warnings.is_empty());
        for (line, is_row) in (4..8).map(|row| (row, true)).chain((4..10).map(|column| (column, false))) {
            let read = from_sheet("wiot.xlsx", &without(&silent, line, is_row), &RELEASE);
            assert!(read.map_or(true, |import| !import.warnings.is_empty()), "line {line}, row {is_row}");
        }
    }
}

//! A matrix with a label for each row and column, read from delimited text.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::sniff::{self, Kind};
use csv::{ReaderBuilder, StringRecord};
use faer::Mat;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};

/// A labelled matrix.
#[derive(Debug, Clone)]
pub(super) struct Labelled {
    pub(super) rows: Vec<String>,
    pub(super) columns: Vec<String>,
    pub(super) values: Mat<f64>,
}

/// How the text of a matrix is laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Between two cells.
    pub(super) delimiter: u8,
    /// Header lines; the labels of several are joined by `|`.
    pub(super) headers: usize,
    /// Leading columns that hold the row's label; several are joined by `|`.
    pub(super) label_columns: usize,
    /// Joins the parts of a label.
    pub(super) joint: char,
}

impl Layout {
    /// Comma-separated, one header line, one label column.
    pub(super) const CSV: Self = Self { delimiter: b',', headers: 1, label_columns: 1, joint: '|' };
    /// Tab-separated, region and sector in two header lines and two label columns.
    pub(super) const TABBED: Self = Self { delimiter: b'\t', headers: 2, label_columns: 2, joint: '|' };
}

/// How many bad cells of one file are listed one by one.
const LISTED: usize = 200;

/// Reads a labelled matrix. Every cell that is not a finite number is reported with its place.
pub(super) fn read(
    file: &str,
    reader: impl Read,
    layout: Layout,
    problems: &mut Diagnostics,
) -> Option<Labelled> {
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let head = reader.fill_buf().unwrap_or_default();
    let found = sniff::kind(head);
    if !matches!(found, Kind::Text | Kind::Empty) {
        let message = format!("the file is {}, not a table of text", found.said());
        problems.push(Diagnostic::error(file, message).hint(found.advice()));
        return None;
    }
    // A plain table may have been saved with another delimiter; a published one is as it is.
    let delimiter = if layout.delimiter == b',' { sniff::delimiter(head) } else { layout.delimiter };
    let mut csv =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(reader);
    let mut record = StringRecord::new();
    let mut columns: Vec<String> = Vec::new();
    for header in 0..layout.headers {
        if !next(file, &mut csv, &mut record, problems)? {
            problems.push(
                Diagnostic::error(file, "the file is empty").hint("give a header line and one line a row"),
            );
            return None;
        }
        let cells = record.iter().skip(layout.label_columns).map(clean);
        if header == 0 {
            columns = cells.map(str::to_owned).collect();
        } else {
            for (label, part) in columns.iter_mut().zip(cells) {
                label.push(layout.joint);
                label.push_str(part);
            }
        }
    }
    while columns.last().is_some_and(|c| c.trim_matches(layout.joint).is_empty()) {
        columns.pop();
    }
    let (mut rows, mut values, mut bad) = (Vec::new(), Vec::new(), 0_usize);
    while next(file, &mut csv, &mut record, problems)? {
        let parts: Vec<&str> = record.iter().take(layout.label_columns).map(clean).collect();
        let label = parts.join(&layout.joint.to_string());
        if rows.is_empty() && record.iter().skip(layout.label_columns).all(|c| c.trim().is_empty()) {
            continue; // A line that only names the label columns.
        }
        let line = record.position().map_or(0, |p| u32::try_from(p.line()).unwrap_or(u32::MAX));
        let filled = record.len().saturating_sub(layout.label_columns);
        let more =
            record.iter().skip(layout.label_columns + columns.len()).any(|cell| !cell.trim().is_empty());
        if filled < columns.len() || more {
            let hint = if more {
                "is a decimal comma or a comma in a label read as the end of a cell? quote it, or use another delimiter"
            } else {
                "give a value in every column; 0 where there is no flow"
            };
            problems.push(
                Diagnostic::error(
                    file,
                    format!("row `{label}` has {filled} values for {} columns", columns.len()),
                )
                .at(line)
                .hint(hint),
            );
        }
        for (k, column) in columns.iter().enumerate() {
            let cell = record.get(layout.label_columns + k).map_or("0", str::trim);
            values.push(cell.parse::<f64>().ok().filter(|v| v.is_finite()).unwrap_or_else(|| {
                bad += 1;
                if bad <= LISTED {
                    problems.push(
                        Diagnostic::error(file, format!("row `{label}`: not a number"))
                            .at(line)
                            .cell(column, cell)
                            .allowed("a finite number with a decimal point")
                            .hint("an unknown flow is 0 only if the source says so"),
                    );
                }
                0.0
            }));
        }
        rows.push(label);
    }
    if bad > LISTED {
        problems.push(Diagnostic::error(file, format!("{} more cells are not numbers", bad - LISTED)));
    }
    for (what, labels) in [("row", &rows), ("column", &columns)] {
        twice(file, what, labels, problems);
    }
    let width = columns.len();
    let matrix = Mat::from_fn(rows.len(), width, |i, j| values[i * width + j]);
    Some(Labelled { rows, columns, values: matrix })
}

/// Tells labels that stand twice: which of the two lines is meant cannot be told.
fn twice(file: &str, what: &str, labels: &[String], problems: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for label in labels.iter().filter(|label| !seen.insert(label.as_str())).take(LISTED) {
        problems.push(
            Diagnostic::error(file, format!("a label of a {what} stands twice"))
                .cell(what, label)
                .allowed("each label once")
                .hint("remove one of the two, or name them apart"),
        );
    }
}

/// A label without blanks around it and without a byte order mark.
fn clean(cell: &str) -> &str {
    cell.trim_start_matches('\u{feff}').trim()
}

/// Whether there was another record; `None` after reporting a line that is no text.
fn next<R: Read>(
    file: &str,
    csv: &mut csv::Reader<R>,
    record: &mut StringRecord,
    problems: &mut Diagnostics,
) -> Option<bool> {
    match csv.read_record(record) {
        Ok(more) => Some(more),
        Err(error) => {
            problems.push(
                Diagnostic::error(file, format!("cannot be read as a table: {error}"))
                    .hint("save it as UTF-8 text with one row a line"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_cell_is_reported_with_its_place() {
        let mut problems = Diagnostics::default();
        let text = ",A|1,A|2\nA|1,1,nan\nA|2,x,4\n";
        let m = read("Z.csv", text.as_bytes(), Layout::CSV, &mut problems).unwrap();
        assert_eq!((m.rows.len(), m.columns.len()), (2, 2));
        let places: Vec<_> = problems.iter().map(|d| (d.line, d.column.as_str(), d.value.as_str())).collect();
        assert_eq!(places, [(2, "A|2", "nan"), (3, "A|1", "x")]);
    }

    #[test]
    fn two_headers_and_a_line_of_index_names() {
        let mut problems = Diagnostics::default();
        let text = "region\t\tAT\tAT\nsector\t\ta\tb\nregion\tsector\t\t\nAT\ta\t1\t2\nAT\tb\t3\t4\n";
        let m = read("Z.txt", text.as_bytes(), Layout::TABBED, &mut problems).unwrap();
        assert!(problems.is_empty(), "{problems}");
        assert_eq!(m.columns, ["AT|a", "AT|b"]);
        assert_eq!(m.rows, m.columns);
        assert_eq!(m.values[(1, 0)], 3.0);
    }
}

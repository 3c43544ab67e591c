//! The plain layout: a folder with `Z.csv`, `Y.csv`, and if there are any `x.csv`, `F.csv`, `F_Y.csv`.
//!
//! A row or column label is `region|sector`; `Y` has columns `region|category`; `x` has one column;
//! `F` and `F_Y` have one row an extension. Files may be gzipped (`Z.csv.gz`).

use super::imported::{Import, finish};
use super::matrix::{Labelled, Layout, read as read_matrix};
use super::{labels, source};
use crate::diagnostic::{Diagnostic, Diagnostics};
use faer::Mat;
use monazite::economy::{Extensions, Mrio};
use std::path::Path;

/// Between region and sector; the second form is that of tidied tables.
const SEPARATORS: [char; 2] = ['|', '.'];

/// Reads a table in the plain layout.
///
/// # Errors
/// All problems: a file missing, a cell that is no number, labels that do not fit, accounts that do not add up.
pub fn read(dir: &Path) -> Result<Import, Diagnostics> {
    let mut problems = Diagnostics::default();
    let z = required(dir, &["Z.csv"], &mut problems);
    let y = required(dir, &["Y.csv"], &mut problems);
    let x = optional(dir, "x.csv", &mut problems);
    let f = optional(dir, "F.csv", &mut problems);
    let f_y = optional(dir, "F_Y.csv", &mut problems);
    let (Some(z), Some(y)) = (z, y) else { return Err(problems) };
    assemble(z, y, x, f, f_y, "", problems)
}

fn required(dir: &Path, names: &[&str], problems: &mut Diagnostics) -> Option<Labelled> {
    let path = source::first(dir, names).unwrap_or_else(|| dir.join(names[0]));
    read_file(&path, problems)
}

fn optional(dir: &Path, name: &str, problems: &mut Diagnostics) -> Option<Labelled> {
    source::first(dir, &[name]).and_then(|path| read_file(&path, problems))
}

/// Reads one labelled matrix from a CSV file.
pub(super) fn read_file(path: &Path, problems: &mut Diagnostics) -> Option<Labelled> {
    match source::open(path) {
        Ok(reader) => read_matrix(&source::name(path), reader, Layout::CSV, problems),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

/// Checks the labels of the parts against each other and builds the table.
pub(super) fn assemble(
    z: Labelled,
    y: Labelled,
    x: Option<Labelled>,
    f: Option<Labelled>,
    f_y: Option<Labelled>,
    unit: &str,
    mut problems: Diagnostics,
) -> Result<Import, Diagnostics> {
    labels::same("Z.csv", "row", &z.rows, &z.columns, "the columns of Z.csv", &mut problems);
    labels::same("Y.csv", "row", &y.rows, &z.columns, "Z.csv", &mut problems);
    if let Some(x) = &x {
        labels::same("x.csv", "row", &x.rows, &z.columns, "Z.csv", &mut problems);
        if x.columns.is_empty() {
            problems.push(
                Diagnostic::error("x.csv", "no column of output")
                    .hint("give a header line and one value a row"),
            );
        }
    }
    if let Some(f) = &f {
        labels::same("F.csv", "column", &f.columns, &z.columns, "Z.csv", &mut problems);
    }
    if let (Some(f), Some(f_y)) = (&f, &f_y) {
        labels::same("F_Y.csv", "column", &f_y.columns, &y.columns, "Y.csv", &mut problems);
        labels::same("F_Y.csv", "row", &f_y.rows, &f.rows, "F.csv", &mut problems);
    }
    let industries = labels::split_all("Z.csv", &z.columns, &SEPARATORS, &mut problems);
    let columns = labels::split_all("Y.csv", &y.columns, &SEPARATORS, &mut problems);
    if problems.errors() > 0 {
        return Err(problems);
    }
    let extensions = f.map(|f| Extensions {
        units: vec![String::new(); f.rows.len()],
        f_y: f_y.map_or_else(|| Mat::zeros(f.rows.len(), columns.len()), |f_y| f_y.values),
        names: f.rows,
        f: f.values,
    });
    let x: Option<Vec<f64>> = x.map(|x| x.values.col_as_slice(0).to_vec());
    finish(
        "Z.csv",
        Mrio::new(&industries, &columns, z.values, y.values, unit),
        extensions,
        x.as_deref(),
        problems,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        dir
    }

    const Z: &str = ",A|1,B|1\nA|1,1,2\nB|1,3,4\n";
    const Y: &str = ",A|y,B|y\nA|1,5,1\nB|1,1,5\n";

    #[test]
    fn a_small_table() {
        let dir = folder(&[("Z.csv", Z), ("Y.csv", Y), ("F.csv", ",A|1,B|1\nore,7,0\n")]);
        let import = read(dir.path()).unwrap();
        assert_eq!(import.table.label(1), "B|1");
        assert_eq!(import.extensions.unwrap().f[(0, 0)], 7.0);
    }

    #[test]
    fn wrong_order_missing_country_and_missing_file() {
        let swapped = folder(&[("Z.csv", ",A|1,B|1\nB|1,3,4\nA|1,1,2\n"), ("Y.csv", Y)]);
        let text = read(swapped.path()).unwrap_err().to_string();
        assert!(
            text.contains("Z.csv [row 1]: the rows are in another order than the columns of Z.csv"),
            "{text}"
        );
        let missing = folder(&[("Z.csv", Z), ("Y.csv", ",A|y,B|y\nA|1,5,1\n")]);
        let text = read(missing.path()).unwrap_err().to_string();
        assert!(text.contains("Y.csv: row `B|1` is missing"), "{text}");
        let none = folder(&[("Z.csv", Z)]);
        assert!(read(none.path()).unwrap_err().to_string().contains("Y.csv: cannot be read"));
    }

    #[test]
    fn stated_output_that_does_not_add_up() {
        let dir = folder(&[("Z.csv", Z), ("Y.csv", Y), ("x.csv", ",indout\nA|1,12\nB|1,13\n")]);
        let text = read(dir.path()).unwrap_err().to_string();
        assert!(text.contains("[A|1]: the row is not balanced"), "{text}");
    }
}

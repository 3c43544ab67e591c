//! The plain layout: a folder with `Z.csv`, `Y.csv`, and if there are any `x.csv`, `F.csv`, `F_Y.csv`.
//!
//! A row or column label is `region|sector`; `Y` has columns `region|category`; `x` has one column;
//! `F` and `F_Y` have one row an extension; `unit.txt` tells the unit of money. Files may be packed (`Z.csv.gz`).

use super::extensions::{Account, stacked};
use super::imported::{Import, finish};
use super::matrix::{Labelled, Layout, read as read_matrix};
use super::{labels, source, units};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::nearest::nearest;
use monazite::economy::Mrio;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Between region and sector; the second form is that of tidied tables.
const SEPARATORS: [char; 2] = ['|', '.'];

/// Files of the layout; the second name of a file is that of earlier editions.
const FILES: [&[&str]; 6] =
    [&["Z.csv"], &["Y.csv"], &["x.csv"], &["F.csv"], &["F_Y.csv", "F_hh.csv"], &["unit.txt", "unit.csv"]];

/// Reads a table in the plain layout.
///
/// # Errors
/// All problems: a file missing, a cell that is no number, labels that do not fit, accounts that do not add up.
pub fn read(dir: &Path) -> Result<Import, Diagnostics> {
    let mut problems = Diagnostics::default();
    let [z, y, x, f, f_y, unit] = FILES.map(|names| {
        source::first(dir, names).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        })
    });
    tell_strangers(dir, &mut problems);
    let mut required =
        |path: Option<PathBuf>, name: &str| read_file(&path.unwrap_or_else(|| dir.join(name)), &mut problems);
    let (z, y) = (required(z, "Z.csv"), required(y, "Y.csv"));
    let [x, f, f_y] = [x, f, f_y].map(|path| path.and_then(|path| read_file(&path, &mut problems)));
    if f_y.is_some() && f.is_none() {
        problems
            .push(Diagnostic::error("F_Y.csv", "extensions of final demand without F.csv").hint("add F.csv"));
    }
    let unit = unit.and_then(|path| match source::open(&path) {
        Ok(reader) => units::read("unit", reader, &mut problems),
        Err(problem) => {
            problems.push(problem);
            None
        }
    });
    let unit = unit.and_then(|units| units::one_money("unit", &units, &mut problems)).unwrap_or_default();
    let (Some(z), Some(y)) = (z, y) else { return Err(problems) };
    assemble(z, y, x, f, f_y, &unit, problems)
}

/// Whether a name is that of a table.
fn is_table(name: &str) -> bool {
    let lower = name.to_lowercase();
    [".csv", ".tsv", ".txt", ".gz", ".zip", ".xlsx", ".xls"].iter().any(|end| lower.ends_with(end))
}

/// Tells files of a folder that are no part of the layout: one under a wrong name would silently count for nothing.
fn tell_strangers(dir: &Path, problems: &mut Diagnostics) {
    let known = |name: &str| {
        FILES.iter().any(|names| {
            names.iter().any(|known| source::PACKED.iter().any(|end| name == format!("{known}{end}")))
        })
    };
    let mut names: Vec<String> =
        std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| source::name(&e.path())).collect();
    names.sort_unstable();
    for name in names.iter().filter(|name| !known(name) && is_table(name)) {
        let near = nearest(name, FILES.iter().flat_map(|names| names.iter().copied()));
        let hint = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
        problems.push(Diagnostic::warning(name, "no file of a plain table; it is not read").hint(hint));
    }
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
    let account = f.map(|f| Account { name: String::new(), f, f_y, units: BTreeMap::new() });
    let extensions =
        account.and_then(|account| stacked(vec![account], &z.columns, &y.columns, &mut problems));
    let industries = labels::split_all("Z.csv", &z.columns, &SEPARATORS, &mut problems);
    let columns = labels::split_all("Y.csv", &y.columns, &SEPARATORS, &mut problems);
    if problems.errors() > 0 {
        return Err(problems);
    }
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

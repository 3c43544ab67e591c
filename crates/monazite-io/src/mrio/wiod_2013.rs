//! WIOD, 2013 release: 41 countries x 35 sectors, 1995 to 2011, million USD.
//!
//! The workbook as published (`wiot11_row_*.xlsx`), or a folder of tidied CSV files
//! `*_Z.csv`, `*_F.csv`, `*_x_va.csv` with labels `AUS.c1` (gzipped or not).
//! Source: Timmer et al. 2015, Review of International Economics 23.

use super::imported::Import;
use super::matrix::Labelled;
use super::plain::{assemble, read_file};
use super::{source, workbook};
use crate::diagnostic::Diagnostics;
use std::path::Path;

const RELEASE: workbook::Release = workbook::Release { sectors: 35, last_demand: 42, named_by_code: true };

/// Reads a table.
///
/// # Errors
/// All problems.
pub fn read(path: &Path) -> Result<Import, Diagnostics> {
    if path.is_dir() { tidied(path) } else { workbook::read(path, &RELEASE) }
}

fn tidied(dir: &Path) -> Result<Import, Diagnostics> {
    let mut problems = Diagnostics::default();
    let z = file(dir, "_Z.csv", &mut problems);
    let y = file(dir, "_F.csv", &mut problems);
    let stated = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let stated = stated.map(|entry| source::name(&entry.path())).any(|name| is_file(&name, "_x_va.csv"));
    let x = if stated { file(dir, "_x_va.csv", &mut problems) } else { None };
    let (Some(z), Some(y)) = (z, y) else { return Err(problems) };
    assemble(z, y, x, None, None, "million USD", problems)
}

/// The one matrix of a folder in a file whose name ends in `end`, plain or packed.
fn file(dir: &Path, end: &str, problems: &mut Diagnostics) -> Option<Labelled> {
    match source::only(dir, &format!("*{end}"), |name| is_file(name, end)) {
        Ok(path) => read_file(&path, problems),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

fn is_file(name: &str, end: &str) -> bool {
    source::PACKED.iter().any(|packed| name.strip_suffix(packed).is_some_and(|name| name.ends_with(end)))
}

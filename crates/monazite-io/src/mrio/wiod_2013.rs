//! WIOD, 2013 release: 41 countries x 35 sectors, 1995 to 2011, million USD.
//!
//! The workbook as published (`wiot11_row_*.xlsx`), or a folder of tidied CSV files
//! `*_Z.csv`, `*_F.csv`, `*_x_va.csv` with labels `AUS.c1` (gzipped or not).
//! Source: Timmer et al. 2015, Review of International Economics 23.

use super::imported::Import;
use super::plain::{assemble, read_file};
use super::workbook;
use crate::diagnostic::{Diagnostic, Diagnostics};
use std::path::{Path, PathBuf};

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
    let z = file(dir, "_Z.csv", &mut problems).and_then(|p| read_file(&p, &mut problems));
    let y = file(dir, "_F.csv", &mut problems).and_then(|p| read_file(&p, &mut problems));
    let x = file(dir, "_x_va.csv", &mut Diagnostics::default()).and_then(|p| read_file(&p, &mut problems));
    let (Some(z), Some(y)) = (z, y) else { return Err(problems) };
    assemble(z, y, x, None, None, "million USD", problems)
}

/// The first file of a folder, by name, whose name ends in `end` or `end.gz`.
fn file(dir: &Path, end: &str, problems: &mut Diagnostics) -> Option<PathBuf> {
    let names = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.path());
    let mut found: Vec<PathBuf> = names
        .filter(|p| {
            p.file_name().is_some_and(|n| {
                let n = n.to_string_lossy();
                n.ends_with(end) || n.ends_with(&format!("{end}.gz"))
            })
        })
        .collect();
    found.sort();
    if found.is_empty() {
        problems.push(
            Diagnostic::error(&format!("*{end}"), "no such file in the folder")
                .hint(format!("looked in {}", dir.display())),
        );
    }
    found.into_iter().next()
}

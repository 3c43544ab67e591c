//! `monazite import`: published files into tables.

use crate::args::{Args, Import};
use crate::failure::{Failure, tell};
use crate::output::{emit, to_stdout};
use crate::session::with_progress;
use monazite_io::Diagnostics;
use monazite_io::import::{Format, Repeats};
use monazite_io::recipe;
use monazite_io::results::{Header, Kind, Sheet};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Imports what the arguments name.
pub(crate) fn run(args: &Args, import: &Import) -> Result<(), Failure> {
    match import {
        Import::Baseline { raw } => baseline(args, raw),
        Import::Economy { raw } => economy(args, raw),
        Import::Baci { files, hs6 } => super::import_baci::run(args, files, hs6),
        published => published.format().map_or(Ok(()), |(format, files)| tidy(args, format, files)),
    }
}

const COLUMNS: &[Header] = &[("table", Kind::Text), ("rows", Kind::Integer)];

/// Builds the baseline and prints how many rows each table has.
fn baseline(args: &Args, raw: &Path) -> Result<(), Failure> {
    let Some(out) = &args.common.out else {
        return Err(Failure::Usage("name the folder to build the dataset in: --out DIR".to_owned()));
    };
    let summary = with_progress("building the baseline", || recipe::build(raw, out))
        .map_err(|error| Failure::Import(error.to_string()))?;
    let mut sheet = Sheet::new(COLUMNS);
    for (table, &rows) in &summary.rows {
        sheet.push(vec![table.as_str().into(), i64::try_from(rows).unwrap_or(i64::MAX).into()]);
    }
    tell(&format!("wrote {}", out.display()));
    to_stdout(args, &sheet)
}

/// Builds the input-output table and says how large it is.
fn economy(args: &Args, raw: &Path) -> Result<(), Failure> {
    let Some(out) = &args.common.out else {
        return Err(Failure::Usage("name the folder to build the table in: --out DIR".to_owned()));
    };
    let table = with_progress("building the table", || recipe::build_table(raw, out))
        .map_err(|error| Failure::Import(error.to_string()))?;
    tell(&format!("wrote {}", out.display()));
    let mut sheet = Sheet::new(COLUMNS);
    for (name, rows) in [("Z.csv.gz", table.len()), ("Y.csv.gz", table.len())] {
        sheet.push(vec![name.into(), i64::try_from(rows).unwrap_or(i64::MAX).into()]);
    }
    to_stdout(args, &sheet)
}

/// Columns of what was left out.
pub(super) const SKIPPED: &[Header] =
    &[("file", Kind::Text), ("reason", Kind::Text), ("rows", Kind::Integer)];

/// Prints the rows of all files as one sheet; says on standard error what was left out and what was odd.
///
/// The rows that could be read are written even if others could not; then the command fails.
fn tidy(args: &Args, format: Format, files: &[PathBuf]) -> Result<(), Failure> {
    let mut all: Option<Sheet> = None;
    let mut skipped = Sheet::new(SKIPPED);
    let mut errors = 0;
    let mut repeats = Repeats::default();
    for path in files {
        let bytes = fs::read(path)
            .map_err(|error| Failure::Io(format!("{} cannot be read", path.display()), error))?;
        let file = name_of(path);
        let mut tidied = with_progress("importing", || format.read(&bytes, &file));
        if let Some(problem) = repeats.enter(&tidied.sheet, &file) {
            tidied.diagnostics.push(problem);
        }
        summarise(&file, tidied.sheet.rows().len() as u64, &tidied.skipped, &tidied.diagnostics);
        errors += tidied.diagnostics.errors();
        enter(&mut skipped, &file, &tidied.skipped);
        match &mut all {
            Some(sheet) => sheet.append(tidied.sheet),
            None => all = Some(tidied.sheet),
        }
    }
    let Some(sheet) = all else { return Ok(()) };
    emit(args, None, &[(format.name(), &sheet), ("skipped", &skipped)])?;
    if errors > 0 { Err(Failure::Shown) } else { Ok(()) }
}

/// The name of a file without its folder.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Enters what was left out of a file.
pub(super) fn enter(skipped: &mut Sheet, file: &str, reasons: &BTreeMap<String, u64>) {
    for (reason, &rows) in reasons {
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        skipped.push(vec![file.into(), reason.as_str().into(), rows.into()]);
    }
}

/// Problems, then rows read and left out, on standard error.
pub(super) fn summarise(file: &str, rows: u64, skipped: &BTreeMap<String, u64>, diagnostics: &Diagnostics) {
    if !diagnostics.is_empty() {
        tell(&diagnostics.to_string());
    }
    let left_out: Vec<String> = skipped.iter().map(|(reason, rows)| format!("{rows} x {reason}")).collect();
    let left_out = if left_out.is_empty() { "nothing".to_owned() } else { left_out.join(", ") };
    tell(&format!("{file}: {rows} rows; left out: {left_out}"));
}

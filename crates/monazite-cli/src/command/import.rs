//! `monazite import`: published files into tables.

use crate::args::{Args, Import};
use crate::failure::{Failure, tell};
use crate::output::{emit, to_stdout};
use crate::session::with_progress;
use monazite_io::import::{Format, Tidied};
use monazite_io::recipe;
use monazite_io::results::{Header, Kind, Sheet};
use std::fs;
use std::path::{Path, PathBuf};

/// Imports what the arguments name.
pub(crate) fn run(args: &Args, import: &Import) -> Result<(), Failure> {
    match import {
        Import::Baseline { raw } => baseline(args, raw),
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

const SKIPPED: &[Header] = &[("file", Kind::Text), ("reason", Kind::Text), ("rows", Kind::Integer)];

/// Prints the rows of all files as one sheet; says on standard error what was left out and what was odd.
///
/// The rows that could be read are written even if others could not; then the command fails.
fn tidy(args: &Args, format: Format, files: &[PathBuf]) -> Result<(), Failure> {
    let mut all: Option<Sheet> = None;
    let mut skipped = Sheet::new(SKIPPED);
    let mut errors = 0;
    for path in files {
        let bytes = fs::read(path)
            .map_err(|error| Failure::Io(format!("{} cannot be read", path.display()), error))?;
        let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let tidied = with_progress("importing", || format.read(&bytes, &file));
        summarise(&file, &tidied);
        errors += tidied.diagnostics.errors();
        for (reason, &rows) in &tidied.skipped {
            let rows = i64::try_from(rows).unwrap_or(i64::MAX);
            skipped.push(vec![file.as_str().into(), reason.as_str().into(), rows.into()]);
        }
        match &mut all {
            Some(sheet) => sheet.append(tidied.sheet),
            None => all = Some(tidied.sheet),
        }
    }
    let Some(sheet) = all else { return Ok(()) };
    emit(args, None, &[(format.name(), &sheet), ("skipped", &skipped)])?;
    if errors > 0 { Err(Failure::Shown) } else { Ok(()) }
}

/// Problems, then rows read and left out, on standard error.
fn summarise(file: &str, tidied: &Tidied) {
    if !tidied.diagnostics.is_empty() {
        tell(&tidied.diagnostics.to_string());
    }
    let left_out: Vec<String> =
        tidied.skipped.iter().map(|(reason, rows)| format!("{rows} x {reason}")).collect();
    let left_out = if left_out.is_empty() { "nothing".to_owned() } else { left_out.join(", ") };
    tell(&format!("{file}: {} rows; left out: {left_out}", tidied.sheet.rows().len()));
}

//! `monazite import`: published files into tables.

use crate::args::{Args, Import};
use crate::failure::{Failure, tell};
use crate::output::to_stdout;
use crate::session::with_progress;
use monazite_io::recipe;
use monazite_io::results::{Header, Kind, Sheet};
use std::path::Path;

/// Imports what the arguments name.
pub(crate) fn run(args: &Args, import: &Import) -> Result<(), Failure> {
    match import {
        Import::Baseline { raw } => baseline(args, raw),
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

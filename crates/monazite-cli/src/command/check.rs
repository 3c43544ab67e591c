//! `monazite check`: every problem of a dataset.

use crate::args::{Args, Format};
use crate::failure::{Failure, tell};
use crate::output::{emit, text_to_stdout};
use monazite_io::results::Sheet;
use monazite_io::{Diagnostics, baseline, read};
use std::path::Path;

/// Prints every problem; fails if one is an error.
pub(crate) fn run(args: &Args, dir: Option<&Path>) -> Result<(), Failure> {
    let folder = dir.or(args.common.data.as_deref());
    let result = folder.map_or_else(baseline, read);
    let problems = match &result {
        Ok(dataset) => &dataset.warnings,
        Err(problems) => problems,
    };
    show(args, problems)?;
    match &result {
        Ok(dataset) => {
            tell(&format!("{} {} is valid: {}", dataset.name, dataset.version, problems.summary()));
            Ok(())
        }
        Err(_) => Err(Failure::Shown),
    }
}

/// As text for reading, or as a sheet where a format or a folder is asked for.
fn show(args: &Args, problems: &Diagnostics) -> Result<(), Failure> {
    let plain = args.common.out.is_none() && args.common.format.is_none_or(|f| f == Format::Table);
    match (plain, problems.is_empty()) {
        (true, true) => Ok(()),
        (true, false) => text_to_stdout(&format!("{problems}\n")),
        (false, _) => emit(args, None, &[("problems", &Sheet::from(problems))]),
    }
}

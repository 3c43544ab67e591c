//! `monazite check`: every problem of a dataset.

use crate::common::Format;
use crate::failure::{Failure, tell};
use crate::output::{emit, text_to_stdout};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::Check;

/// Prints every problem, as text for reading or as a sheet where a format or a folder is asked for; fails if one is an
/// error.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let mut request: Check = surface.request(matches, &[])?;
    request.dir = request.dir.or_else(|| surface.common.data.clone());
    let answer = request.run()?;
    let common = &surface.common;
    let problems = &answer.result.problems;
    let plain = common.out.is_none() && common.format.is_none_or(|f| f == Format::Table);
    match (plain, problems.is_empty()) {
        (true, true) => {}
        (true, false) => text_to_stdout(&format!("{problems}\n"))?,
        (false, _) => emit(common, &answer)?,
    }
    let dataset = answer.result.dataset.ok_or(Failure::Shown)?;
    tell(&format!("{} {} is valid: {}", dataset.name, dataset.version, problems.summary()));
    Ok(())
}

//! `monazite compare`: what two results or two datasets say differently.

use crate::failure::{Failure, tell};
use crate::output::emit;
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::Compare;

/// Prints one row a cell that differs.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: Compare = surface.request(matches, &[])?;
    let answer = request.run()?;
    if answer.result.rows().is_empty() {
        tell("the two say the same");
    }
    emit(&surface.common, &answer)
}

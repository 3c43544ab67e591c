//! `monazite assess`: every figure of dependence as tidy rows.

use crate::failure::Failure;
use crate::output::emit;
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::Assess;

/// Prints the figures that the filter keeps.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: Assess = surface.request(matches, &[])?;
    let study = surface.study()?;
    emit(&surface.common, &surface.ask(|watch| study.assess(&request, watch))?)
}

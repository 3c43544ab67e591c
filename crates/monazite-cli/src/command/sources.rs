//! `monazite sources`: who published the data, on which terms.

use crate::failure::Failure;
use crate::output::emit;
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::Sources;

/// Prints one row a source.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: Sources = surface.request(matches, &[])?;
    emit(&surface.common, &surface.study()?.sources(&request)?)
}

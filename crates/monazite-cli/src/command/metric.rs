//! `monazite metric`: a published metric on the user's own tables.

use crate::failure::Failure;
use crate::output::emit;
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::Geopolrisk;

/// Computes the metric and prints its table.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let Some((_, matches)) = matches.subcommand() else { return Ok(()) };
    let request: Geopolrisk = surface.request(matches, &[])?;
    emit(&surface.common, &request.run()?)
}

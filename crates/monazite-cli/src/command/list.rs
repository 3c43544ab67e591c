//! `monazite list`: the keys that flags and files take.

use crate::failure::Failure;
use crate::output::emit;
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::List;

/// Prints one row a key.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: List = surface.request(matches, &[])?;
    emit(&surface.common, &surface.study()?.list(&request)?)
}

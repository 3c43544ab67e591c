//! `monazite balance`: the reconciled flows, and how far each datum had to move.

use crate::failure::Failure;
use crate::output::{emit, to_stdout};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::Balance;

/// Prints one part, or writes all parts to a result folder.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: Balance = surface.request(matches, &[])?;
    let study = surface.study()?;
    let answer = surface.ask(|watch| study.balance(&request, watch))?;
    let shown = matches.get_one::<String>("show").and_then(|part| answer.sheet(part));
    match shown.filter(|_| surface.common.out.is_none()) {
        Some(sheet) => to_stdout(&surface.common, sheet),
        None => emit(&surface.common, &answer),
    }
}

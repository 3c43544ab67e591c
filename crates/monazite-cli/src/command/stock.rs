//! `monazite stock`: a joint stock, what it saves and who pays.

use crate::failure::Failure;
use crate::output::{emit, text_to_stdout};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_brief::summary;
use monazite_study::Stock;

/// Prints a summary, or the tidy rows where a format or a folder is asked for.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: Stock = surface.request(matches, &[])?;
    let study = surface.study()?;
    let answer = surface.ask(|watch| study.stock(&request, watch))?;
    if surface.common.is_for_reading() {
        return text_to_stdout(&summary::stock(study.system(), &answer.result, request.days));
    }
    emit(&surface.common, &answer)
}

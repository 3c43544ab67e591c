//! `monazite offer`: what can be given to a partner for joining.

use crate::failure::Failure;
use crate::output::{emit, text_to_stdout};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_brief::summary;
use monazite_study::Offer;

/// Prints a summary, or the tidy rows where a format or a folder is asked for.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: Offer = surface.request(matches, &[])?;
    let study = surface.study()?;
    let answer = surface.ask(|watch| study.offer(&request, watch))?;
    if surface.common.is_for_reading() {
        return text_to_stdout(&summary::offer(&answer.result));
    }
    emit(&surface.common, &answer)
}

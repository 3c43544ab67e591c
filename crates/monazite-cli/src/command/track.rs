//! `monazite track`: what holds, where the trend leads, what measures did.

use crate::failure::Failure;
use crate::output::{emit, text_to_stdout};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::Track;

/// Prints the page, or the tidy rows where a format or a folder is asked for.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: Track = surface.request(matches, &[])?;
    let study = surface.study()?;
    let answer = surface.ask(|watch| study.track(&request, watch))?;
    if surface.common.is_for_reading() {
        return text_to_stdout(&answer.result);
    }
    emit(&surface.common, &answer)
}

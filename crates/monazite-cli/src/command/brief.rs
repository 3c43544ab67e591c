//! `monazite brief`: the whole story for one coalition and one supplier, as a page and a summary.

use crate::failure::{Failure, tell};
use crate::output::{text_to_stdout, to_folder, to_stdout, unwritten};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_io::results::write_file;
use monazite_study::Brief;
use std::path::Path;

/// Where the page goes unless `--out` names another folder.
const FOLDER: &str = "brief";

/// Writes page and figures to a folder, and the summary (or, with `--format`, the figures) to standard output.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: Brief = surface.request(matches, &[])?;
    let study = surface.study()?;
    let answer = surface.ask(|watch| study.brief(&request, watch))?;
    let folder = surface.common.out.as_deref().unwrap_or(Path::new(FOLDER));
    let file = folder.join("brief.html");
    write_file(&file, answer.result.page.as_bytes()).map_err(|error| unwritten(&file, error))?;
    to_folder(&surface.common, &answer, folder)?;
    match (surface.common.format, answer.sheet("figures")) {
        (Some(_), Some(figures)) => to_stdout(&surface.common, figures)?,
        _ => text_to_stdout(&answer.result.summary)?,
    }
    tell(&format!("the page is {}", file.display()));
    Ok(())
}

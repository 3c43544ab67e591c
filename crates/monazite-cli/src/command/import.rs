//! `monazite import`: published files into tables.

use super::import_baci;
use super::told::tell_of;
use crate::failure::{Failure, tell};
use crate::output::{emit, to_stdout};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::{Answer, BuildBaseline, BuildEconomy, BuildHistory, Import};
use std::path::Path;

/// Imports what the arguments name.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let Some((what, matches)) = matches.subcommand() else { return Ok(()) };
    match what {
        "baseline" => {
            let request: BuildBaseline = surface.request(matches, &[])?;
            let out = out(surface, "dataset")?;
            built(surface, &surface.ask(|watch| request.run(out, watch))?, out)
        }
        "economy" => {
            let request: BuildEconomy = surface.request(matches, &[])?;
            let out = out(surface, "table")?;
            built(surface, &surface.ask(|watch| request.run(out, watch))?, out)
        }
        "history" => {
            let request: BuildHistory = surface.request(matches, &[])?;
            let out = out(surface, "history")?;
            built(surface, &surface.ask(|watch| request.run(out, watch))?, out)
        }
        "baci" => import_baci::run(surface, &surface.request(matches, &[])?),
        format => tidy(surface, &surface.request(matches, &[("format", format)])?),
    }
}

fn out<'a>(surface: &'a Surface, what: &str) -> Result<&'a Path, Failure> {
    let missing = || Failure::Usage(format!("name the folder to build the {what} in: --out DIR"));
    surface.common.out.as_deref().ok_or_else(missing)
}

/// Prints how many rows each table has.
fn built(surface: &Surface, answer: &Answer, out: &Path) -> Result<(), Failure> {
    tell(&format!("wrote {}", out.display()));
    answer.sheets.iter().try_for_each(|(_, sheet)| to_stdout(&surface.common, sheet))
}

/// Prints the rows of all files as one sheet; says on standard error what was left out and what was odd.
///
/// The rows that could be read are written even if others could not; then the command fails.
fn tidy(surface: &Surface, request: &Import) -> Result<(), Failure> {
    let answer = surface.ask(|watch| request.run(watch))?;
    answer.result.iter().for_each(tell_of);
    emit(&surface.common, &answer)?;
    if answer.result.iter().any(|book| book.diagnostics.errors() > 0) { Err(Failure::Shown) } else { Ok(()) }
}

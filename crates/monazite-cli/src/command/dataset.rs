//! `monazite dataset`: the files of a dataset.

use crate::failure::{Failure, tell};
use crate::output::emit;
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::Export;

/// Writes the dataset into a folder.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let Some((_, matches)) = matches.subcommand() else { return Ok(()) };
    let request: Export = surface.request(matches, &[])?;
    let request = Export { from_dir: request.from_dir.or_else(|| surface.common.data.clone()), ..request };
    let answer = request.run()?;
    let files = answer.sheet("files").map_or(0, |sheet| sheet.rows().len());
    tell(&format!("wrote {files} files into {}; use them with --data", request.dir.display()));
    if surface.common.out.is_some() { emit(&surface.common, &answer) } else { Ok(()) }
}

//! `monazite rerun`: a result folder made again from the request that it holds, and held to its bytes.

use crate::failure::{Failure, tell};
use crate::output::{to_folder, unwritten};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_io::results::{Format, METADATA, bytes, write_file};
use monazite_study::{Answer, Record, Told};
use std::fs;
use std::path::{Path, PathBuf};

/// The page of a brief.
const PAGE: &str = "brief.html";

/// Asks again; writes the answer to `--out`, or says whether the folder holds the same bytes.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let Some(folder) = matches.get_one::<PathBuf>("dir") else { return Ok(()) };
    let file = folder.join(METADATA);
    let text = fs::read_to_string(&file)
        .map_err(|error| Failure::Io(format!("{} cannot be read", file.display()), error))?;
    let record: Record = toml::from_str(&text)
        .map_err(|error| Failure::Usage(format!("{} is no record: {error}", file.display())))?;
    let study = surface.study()?;
    let answer = surface.ask(|watch| study.again(&record, watch))?;
    match &surface.common.out {
        Some(out) => written(surface, &answer, out),
        None => compared(&answer, folder),
    }
}

fn written(surface: &Surface, answer: &Answer<Option<Told>>, out: &Path) -> Result<(), Failure> {
    if let Some(told) = &answer.result {
        let page = out.join(PAGE);
        write_file(&page, told.page.as_bytes()).map_err(|error| unwritten(&page, error))?;
    }
    to_folder(&surface.common, answer, out)
}

/// Holds every sheet and the page to the file of its name.
fn compared(answer: &Answer<Option<Told>>, folder: &Path) -> Result<(), Failure> {
    let mut differ = Vec::new();
    let mut hold = |file: &str, ours: &[u8]| {
        if fs::read(folder.join(file)).ok().as_deref() != Some(ours) {
            differ.push(file.to_owned());
        }
    };
    for (name, sheet) in &answer.sheets {
        for format in [Format::Csv, Format::Parquet] {
            let file = format!("{name}.{}", format.extension());
            let ours = bytes(sheet, format).map_err(|error| unwritten(&folder.join(&file), error))?;
            hold(&file, &ours);
        }
    }
    if let Some(told) = &answer.result {
        hold(PAGE, told.page.as_bytes());
    }
    if differ.is_empty() {
        tell(&format!("{} is the same to the last byte", folder.display()));
        return Ok(());
    }
    tell(&format!("{} differs: {}", folder.display(), differ.join(", ")));
    Err(Failure::Shown)
}

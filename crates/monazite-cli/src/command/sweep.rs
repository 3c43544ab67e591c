//! `monazite sweep`: long work in blocks that are computed apart, anywhere, and merge to the bytes of the work in one piece.

use crate::failure::Failure;
use crate::output::{emit, text_to_stdout, unwritten};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_io::results::write_file;
use monazite_study::sweep::{Block, Sweep};
use monazite_study::{Assess, Request, Share, Simulate};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// Computes one block of a request, or merges all of them.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some((Assess::VERB, matches)) => block::<Assess>(surface, matches),
        Some((Share::VERB, matches)) => block::<Share>(surface, matches),
        Some((Simulate::VERB, matches)) => block::<Simulate>(surface, matches),
        Some(("merge", matches)) => merge(surface, matches),
        _ => Ok(()),
    }
}

/// Writes a block to `block-K-of-N.json` in the folder, or to standard output.
fn block<R: Sweep>(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: R = surface.request(matches, &[])?;
    let (number, of) = numbers(matches.get_one::<String>("block").map_or("", String::as_str))?;
    let study = surface.study()?;
    let block = surface.watched(|watch| study.block(&request, number, of, watch))?;
    let text = serde_json::to_string(&block).map_err(|error| Failure::Usage(error.to_string()))? + "\n";
    let Some(folder) = &surface.common.out else { return text_to_stdout(&text) };
    let file = folder.join(format!("block-{number}-of-{of}.json"));
    write_file(&file, text.as_bytes()).map_err(|error| unwritten(&file, error))
}

/// The number of a block, from 0, and how many there are: 3/16.
fn numbers(text: &str) -> Result<(u32, u32), Failure> {
    let number = |text: &str| text.trim().parse().ok();
    text.split_once('/').and_then(|(number_of, of)| Some((number(number_of)?, number(of)?))).ok_or_else(
        || {
            Failure::Usage(format!(
                "`{text}` is no block; write its number, from 0, and how many there are: 3/16"
            ))
        },
    )
}

/// Merges blocks to the answer of the request that they hold.
fn merge(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let files: Vec<&PathBuf> = matches.get_many("files").into_iter().flatten().collect();
    let blocks: Vec<(&PathBuf, Value)> = files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(file)
                .map_err(|error| Failure::Io(format!("{} cannot be read", file.display()), error))?;
            Ok((file, serde_json::from_str(&text).map_err(|error| no_block(file, &error))?))
        })
        .collect::<Result<_, Failure>>()?;
    let verb = blocks.first().and_then(|(_, block)| block["record"]["verb"].as_str());
    match verb {
        Some(Assess::VERB) => merged::<Assess>(surface, &blocks),
        Some(Share::VERB) => merged::<Share>(surface, &blocks),
        Some(Simulate::VERB) => merged::<Simulate>(surface, &blocks),
        _ => Err(Failure::Usage("the first file is no block of assess, share or simulate".to_owned())),
    }
}

fn merged<R: Sweep>(surface: &Surface, blocks: &[(&PathBuf, Value)]) -> Result<(), Failure> {
    let blocks: Vec<Block<R::Part>> = blocks
        .iter()
        .map(|(file, block)| serde_json::from_value(block.clone()).map_err(|error| no_block(file, &error)))
        .collect::<Result<_, _>>()?;
    let Some(first) = blocks.first() else { return Ok(()) };
    let request: R = first.record().request()?;
    let study = surface.study()?;
    emit(&surface.common, &surface.ask(|watch| study.merge(&request, blocks, watch))?)
}

fn no_block(file: &std::path::Path, error: &serde_json::Error) -> Failure {
    Failure::Usage(format!("{} is no block that this version can read: {error}", file.display()))
}

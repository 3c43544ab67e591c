//! `monazite man DIR`: a manual page a command, generated from the arguments.

use crate::args;
use crate::failure::{Failure, tell};
use crate::output::unwritten;
use clap::{ArgMatches, Command};
use clap_mangen::Man;
use monazite_io::results::write_file;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes the pages.
pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let Some(folder) = matches.get_one::<PathBuf>("dir") else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|error| unwritten(folder, error))?;
    let mut whole = args::command();
    whole.build();
    let pages = page(&whole, "monazite", folder)?;
    tell(&format!("wrote {pages} pages to {}", folder.display()));
    Ok(())
}

/// The page of a command and those of its subcommands; returns how many.
fn page(command: &Command, name: &str, folder: &Path) -> Result<usize, Failure> {
    let file = folder.join(format!("{name}.1"));
    let mut text = Vec::new();
    let named = command.clone().name(name.to_owned()).bin_name(name.replace('-', " "));
    Man::new(named).render(&mut text).map_err(|error| unwritten(&file, error))?;
    write_file(&file, &text).map_err(|error| unwritten(&file, error))?;
    let below = command.get_subcommands().filter(|c| c.get_name() != "help" && !c.is_hide_set());
    below
        .map(|c| page(c, &format!("{name}-{}", c.get_name()), folder))
        .sum::<Result<usize, _>>()
        .map(|n| n + 1)
}

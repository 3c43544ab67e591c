//! `monazite completions SHELL`: what a shell completes, generated from the arguments.

use crate::args;
use crate::failure::Failure;
use clap::ArgMatches;
use clap_complete::{Shell, generate};
use std::io::{self, Write};

/// Prints the script.
pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let Some(&shell) = matches.get_one::<Shell>("shell") else { return Ok(()) };
    let mut script = Vec::new();
    generate(shell, &mut args::command(), "monazite", &mut script);
    io::stdout().write_all(&script).map_err(|error| Failure::Io("standard output".to_owned(), error))
}

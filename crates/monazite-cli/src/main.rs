//! The command `monazite`: parses arguments into a request, calls the study, prints the answer.
//!
//! Data go to standard output, messages to standard error.
//! The exit code is 0 if all went well, 1 if the data have problems, 2 if the command was misused, 130 if it was cancelled.

mod args;
mod command;
mod common;
mod failure;
mod flags;
mod output;
mod surface;

use clap::FromArgMatches;
use common::Common;
use std::process::ExitCode;
use surface::Surface;

fn main() -> ExitCode {
    let matches = args::command().get_matches();
    let common = Common::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match command::run(&Surface::new(common), &matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

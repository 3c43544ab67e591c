//! The command `monazite`: parses arguments, calls one library function a subcommand, prints.
//!
//! Data go to standard output, messages to standard error.
//! The exit code is 0 if all went well, 1 if the data have problems, 2 if the command was misused.

mod args;
mod command;
mod failure;
mod output;
mod resume;
mod session;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match command::run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

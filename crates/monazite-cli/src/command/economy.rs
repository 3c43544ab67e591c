//! `monazite economy`: accounts of an input-output table, ARIO runs, and the one-year estimate.

use crate::failure::Failure;
use crate::output::emit;
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::{Accounts, Ario, OneYear};

/// Runs the computation.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("accounts", matches)) => accounts(surface, &surface.request(matches, &[])?),
        Some(("one-year", matches)) => one_year(surface, &surface.request(matches, &[])?),
        Some(("ario", matches)) => ario(surface, &surface.request(matches, &[])?),
        _ => Ok(()),
    }
}

fn one_year(surface: &Surface, request: &OneYear) -> Result<(), Failure> {
    let study = surface.study()?;
    emit(&surface.common, &surface.ask(|watch| study.one_year(request, watch))?)
}

fn accounts(surface: &Surface, request: &Accounts) -> Result<(), Failure> {
    let folder = surface.common.out.as_deref();
    emit(&surface.common, &surface.ask(|watch| request.run(folder, watch))?)
}

fn ario(surface: &Surface, request: &Ario) -> Result<(), Failure> {
    let folder = surface.common.out.as_deref();
    emit(&surface.common, &surface.ask(|watch| request.run(folder, watch))?)
}

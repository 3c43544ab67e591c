//! `monazite balance`: the reconciled flows, and how far each datum had to move.

use crate::args::{Args, BalanceArgs, Part};
use crate::command::keys::mineral;
use crate::failure::Failure;
use crate::output::{emit, to_folder};
use crate::session::{dataset, with_progress};
use monazite::balance::Balance;
use monazite::id::MineralId;
use monazite::system::System;
use monazite_io::results::{Sheet, balance as sheets};

/// Prints one part, or writes all parts to a result folder.
pub(crate) fn run(args: &Args, what: &BalanceArgs) -> Result<(), Failure> {
    let dataset = dataset(&args.common)?;
    let system = &dataset.system;
    let only = what.mineral.as_deref().map(|key| mineral(system, key)).transpose()?;
    let balance = with_progress("balancing", || monazite::balance::balance(system))?;
    let sheet = |part| sheet(part, system, &balance, only);
    match &args.common.out {
        None => emit(args, Some(&dataset), &[(what.show.word(), &sheet(what.show))]),
        Some(folder) => {
            let parts = Part::ALL.map(|part| (part.word(), sheet(part)));
            let named: Vec<(&str, &Sheet)> = parts.iter().map(|(name, sheet)| (*name, sheet)).collect();
            to_folder(args, Some(&dataset), folder, &named)
        }
    }
}

fn sheet(part: Part, system: &System, balance: &Balance, only: Option<MineralId>) -> Sheet {
    let make = match part {
        Part::Moves => sheets::moves,
        Part::Activity => sheets::activity,
        Part::Flows => sheets::flows,
        Part::Uses => sheets::uses,
        Part::Stocks => sheets::stocks,
        Part::Fit => sheets::fit,
    };
    make(system, balance, only)
}

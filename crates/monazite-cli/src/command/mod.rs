//! One file a subcommand.

mod assess;
mod balance;
mod brief;
mod check;
pub(crate) mod economy;
mod explain;
mod import;
mod import_baci;
mod keys;
mod metric;
pub(crate) mod plan;
pub(crate) mod share;
pub(crate) mod simulate;
mod sources;

use crate::args::{Args, Command};
use crate::failure::Failure;

/// Runs the subcommand that the arguments name.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    match &args.command {
        Command::Assess(filter) => assess::run(args, filter),
        Command::Balance(what) => balance::run(args, what),
        Command::Brief { plan, share } => brief::run(args, *plan, *share),
        Command::Check { dir } => check::run(args, dir.as_deref()),
        Command::Explain { figure } => explain::run(args, figure),
        Command::Import(import) => import::run(args, import),
        Command::Economy(economy) => economy::run(args, economy),
        Command::Metric(metric) => metric::run(args, metric),
        Command::Simulate(what) => simulate::run(args, what),
        Command::Plan(what) => plan::run(args, what),
        Command::Share(what) => share::run(args, what),
        Command::Sources => sources::run(args),
    }
}

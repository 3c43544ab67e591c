//! One file a subcommand.

mod assess;
mod balance;
mod brief;
mod check;
mod compare;
mod completions;
mod dataset;
mod economy;
mod exercise;
mod explain;
mod import;
mod import_baci;
mod list;
mod man;
mod metric;
mod offer;
mod plan;
mod rerun;
mod share;
mod simulate;
mod sources;
mod stock;
mod sweep;
mod told;
mod track;

use crate::failure::Failure;
use crate::surface::Surface;
use clap::ArgMatches;

/// Runs the subcommand that was typed.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let Some((verb, matches)) = matches.subcommand() else { return Ok(()) };
    match verb {
        "assess" => assess::run(surface, matches),
        "balance" => balance::run(surface, matches),
        "brief" => brief::run(surface, matches),
        "check" => check::run(surface, matches),
        "compare" => compare::run(surface, matches),
        "completions" => completions::run(matches),
        "dataset" => dataset::run(surface, matches),
        "economy" => economy::run(surface, matches),
        "exercise" => exercise::run(surface, matches),
        "explain" => explain::run(surface, matches),
        "import" => import::run(surface, matches),
        "list" => list::run(surface, matches),
        "man" => man::run(matches),
        "metric" => metric::run(surface, matches),
        "offer" => offer::run(surface, matches),
        "plan" => plan::run(surface, matches),
        "rerun" => rerun::run(surface, matches),
        "share" => share::run(surface, matches),
        "simulate" => simulate::run(surface, matches),
        "sources" => sources::run(surface, matches),
        "stock" => stock::run(surface, matches),
        "sweep" => sweep::run(surface, matches),
        "track" => track::run(surface, matches),
        // The parser lets no other through.
        other => Err(Failure::Usage(format!("unknown subcommand `{other}`"))),
    }
}

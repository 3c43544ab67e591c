//! `monazite brief`: the whole story for one coalition and one supplier, as a page and a summary.

use crate::args::Args;
use crate::command::economy::TableArg;
use crate::command::simulate::{RUNS, Simulated};
use crate::command::{plan, share};
use crate::failure::{Failure, tell};
use crate::output::{text_to_stdout, to_folder, to_stdout};
use crate::session::{Session, metadata, session};
use monazite_brief::{Brief, Context, Simulation, page, summary};
use monazite_io::results::{self, Sheet, losses, week, write_file};
use std::path::Path;

/// Where the page goes unless `--out` names another folder.
const FOLDER: &str = "brief";

/// Writes page and figures to a folder, and the summary (or, with `--format`, the figures) to standard output.
pub(crate) fn run(args: &Args, with_plan: bool, with_share: bool) -> Result<(), Failure> {
    let Session { dataset, ensemble, assessment } = session(args)?;
    let scenario = monazite_io::scenario::full_stop(&dataset.system, &args.common.from)?;
    let simulated = if dataset.system.behaviour.is_empty() {
        tell("no behaviour.csv, so no scenario was run");
        None
    } else {
        let simulated = Simulated::on(args, &dataset, &ensemble.central, &scenario, RUNS)?;
        let losses = if dataset.system.industry_links.is_empty() {
            tell("no industry_links.csv, so no losses were computed");
            Vec::new()
        } else {
            simulated.losses(args, &dataset.system, &TableArg::default())?
        };
        Some((simulated.headline(), losses))
    };
    let planned = if with_plan { Some(plan::default(args, &dataset, &ensemble)?) } else { None };
    let sharing = if with_share { Some(share::default(args, &dataset, &ensemble.central)?) } else { None };
    let context = Context {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: format!("monazite {}", metadata(args, Some(&dataset)).command.join(" ")),
        dataset: format!("{} {}", dataset.name, dataset.version),
        checksum: dataset.checksum.clone(),
        warnings: dataset.warnings.iter().map(ToString::to_string).collect(),
        seed: args.common.seed,
    };
    let brief = Brief {
        system: &dataset.system,
        ensemble: &ensemble,
        figures: &assessment.figures,
        simulation: simulated.as_ref().map(|(figures, losses)| Simulation {
            scenario: &scenario,
            figures,
            losses,
        }),
        plan: planned.as_ref(),
        sharing: sharing.as_ref(),
        for_: &args.common.for_,
        from: &args.common.from,
        context: &context,
    };
    let folder = args.common.out.as_deref().unwrap_or(Path::new(FOLDER));
    let file = folder.join("brief.html");
    write_file(&file, page(&brief).as_bytes())
        .map_err(|error| Failure::Io(format!("{} cannot be written", file.display()), error))?;
    let figures = Sheet::from(assessment.figures.as_slice());
    let weeks = simulated.as_ref().map(|(figures, _)| week::figures(figures));
    let costs = simulated.as_ref().map(|(_, all)| losses::losses(&args.common.for_, &scenario.key, all));
    let planned = planned.as_ref().map(|plan| results::plan::sheet(&dataset.system, plan));
    let sheets: Vec<(&str, &Sheet)> = std::iter::once(("figures", &figures))
        .chain(weeks.as_ref().map(|sheet| ("scenario", sheet)))
        .chain(costs.as_ref().map(|sheet| ("losses", sheet)))
        .chain(planned.as_ref().map(|sheet| ("plan", sheet)))
        .collect();
    to_folder(args, Some(&dataset), folder, &sheets)?;
    match args.common.format {
        Some(_) => to_stdout(args, &figures)?,
        None => text_to_stdout(&summary::brief(&brief))?,
    }
    eprintln!("the page is {}", file.display());
    Ok(())
}

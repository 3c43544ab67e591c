//! `monazite plan`: the programme that ends a dependence, what it costs and what it reaches.

use crate::args::Args;
use crate::failure::{Failure, tell};
use crate::output::{emit, text_to_stdout};
use crate::resume::{Resume, forget};
use crate::session::{dataset, progress, with_progress};
use monazite::balance::{Ensemble, ensemble};
use monazite::plan::{Plan, Programme};
use monazite_io::results::plan as plan_sheet;
use monazite_io::{Dataset, programme};
use monazite_plan::{Groups, Questions};
use std::path::{Path, PathBuf};

/// File of what is solved already, in the result folder while a run lasts.
const CHECKPOINT: &str = "plan.partial.json";

/// What to plan.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    /// Programme file; the default programme of --for against --from if left out
    programme: Option<PathBuf>,
    /// Only the plan: no frontier, cost of waiting, alternatives and earliest years
    #[arg(long)]
    quick: bool,
}

impl PlanArgs {
    /// The command as it can be repeated elsewhere.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut words = vec!["plan".to_owned()];
        words.extend(self.programme.as_ref().map(|_| "PROGRAMME".to_owned()));
        words.extend(self.quick.then(|| "--quick".to_owned()));
        words
    }
}

/// Prints a summary, or the tidy rows where a format or a folder is asked for.
///
/// With a folder, what is solved is written down there as it comes, and a run that was broken off goes on from it.
pub(crate) fn run(args: &Args, what: &PlanArgs) -> Result<(), Failure> {
    let dataset = dataset(&args.common)?;
    let system = &dataset.system;
    let programme = asked(args, &dataset, what.programme.as_deref())?;
    let (draws, seed) = (args.common.draws as usize, args.common.seed);
    let ensemble = with_progress("balancing", || ensemble(system, draws, seed))?;
    let questions = if what.quick { Questions::default() } else { Questions::ALL };
    let place = args.common.out.as_ref().map(|folder| folder.join(CHECKPOINT));
    let plan = solve(&dataset, &ensemble, &programme, (questions, seed), place.as_deref())?;
    if args.common.format.is_none() && args.common.out.is_none() {
        return text_to_stdout(&monazite_brief::summary::plan(system, &plan));
    }
    emit(args, Some(&dataset), &[("plan", &plan_sheet::sheet(system, &plan))])?;
    forget(place.as_deref())
}

/// The programme of a file, or the default one.
pub(super) fn asked(args: &Args, dataset: &Dataset, file: Option<&Path>) -> Result<Programme, Failure> {
    let parties = (args.common.for_.as_str(), args.common.from.as_str());
    for party in [parties.0, parties.1] {
        dataset.system.members(party)?;
    }
    match file {
        Some(path) => Ok(programme::read(path, &dataset.system, parties)?),
        None => default_programme(args, dataset),
    }
}

/// Plans mineral by mineral, behind a bar of progress.
fn solve(
    dataset: &Dataset,
    ensemble: &Ensemble,
    programme: &Programme,
    (questions, seed): (Questions, u64),
    place: Option<&Path>,
) -> Result<Plan, Failure> {
    let groups = Groups::of(&dataset.system, ensemble, programme)?;
    let question = format!(
        "{} {} {questions:?} {} draws from {seed} {programme:?}",
        env!("CARGO_PKG_VERSION"),
        dataset.checksum,
        ensemble.draws.len()
    );
    let (resume, known) = Resume::open(place, &question)?;
    if !known.is_empty() {
        tell(&format!("{} of {} minerals are planned already", known.len(), groups.count()));
    }
    let bar = progress(groups.count().saturating_sub(known.len()), "minerals planned");
    let plan = groups.solve(questions, seed, known, &|group| {
        resume.add(group);
        bar.inc(1);
    })?;
    bar.finish_and_clear();
    Ok(plan)
}

pub(super) fn default_programme(args: &Args, dataset: &Dataset) -> Result<Programme, Failure> {
    let parties = (args.common.for_.as_str(), args.common.from.as_str());
    Ok(programme::parse("default.toml", programme::DEFAULT, &dataset.system, parties)?)
}

/// The plan of the default programme with what its chapter of the brief shows.
pub(crate) fn default(args: &Args, dataset: &Dataset, ensemble: &Ensemble) -> Result<Plan, Failure> {
    let programme = default_programme(args, dataset)?;
    let questions = Questions { frontier: true, waiting: true, replay: true, ..Questions::default() };
    solve(dataset, ensemble, &programme, (questions, args.common.seed), None)
}

//! `monazite plan`: the programme that ends a dependence, what it costs and what it reaches.

use crate::args::Args;
use crate::failure::Failure;
use crate::output::{emit, text_to_stdout};
use crate::session::{dataset, with_progress};
use monazite::balance::{Balance, balance};
use monazite::plan::{Plan, Programme};
use monazite_io::{Dataset, plan_results, programme};
use monazite_plan::{Questions, plan};
use std::path::PathBuf;

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
pub(crate) fn run(args: &Args, what: &PlanArgs) -> Result<(), Failure> {
    let dataset = dataset(&args.common)?;
    let system = &dataset.system;
    let parties = (args.common.for_.as_str(), args.common.from.as_str());
    for party in [parties.0, parties.1] {
        system.members(party)?;
    }
    let programme = match &what.programme {
        Some(path) => programme::read(path, system, parties)?,
        None => default_programme(args, &dataset)?,
    };
    let balance = with_progress("balancing", || balance(system))?;
    let questions = if what.quick { Questions::default() } else { Questions::ALL };
    let plan = with_progress("planning", || plan(system, &balance, &programme, questions))?;
    if args.common.format.is_none() && args.common.out.is_none() {
        return text_to_stdout(&plan_results::summary(system, &plan));
    }
    emit(args, Some(&dataset), &[("plan", &plan_results::sheet(system, &plan))])
}

pub(super) fn default_programme(args: &Args, dataset: &Dataset) -> Result<Programme, Failure> {
    let parties = (args.common.for_.as_str(), args.common.from.as_str());
    Ok(programme::parse("default.toml", programme::DEFAULT, &dataset.system, parties)?)
}

/// The plan of the default programme with what its chapter of the brief shows.
pub(crate) fn default(args: &Args, dataset: &Dataset, balance: &Balance) -> Result<Plan, Failure> {
    let programme = default_programme(args, dataset)?;
    let questions = Questions { frontier: true, waiting: true, ..Questions::default() };
    Ok(with_progress("planning", || plan(&dataset.system, balance, &programme, questions))?)
}

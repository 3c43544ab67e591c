//! `monazite simulate`: what breaks, when and for whom, in a scenario.

use super::explain;
use crate::failure::{Failure, tell};
use crate::output::{emit, to_stdout};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_study::{Explain, Scenarios, Simulate, Study};

/// Runs the scenario and prints its overview, its figures, or what binds behind one of them.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let common = &surface.common;
    if matches.get_flag("list") {
        return emit(common, &Study::scenarios(&Scenarios::default())?);
    }
    let request: Simulate = surface.request(matches, &[])?;
    let study = surface.study()?;
    if let Some(figure) = matches.get_one::<String>("explain") {
        return explain::show(surface, &study, &Explain::of_scenario(figure.clone(), request));
    }
    let answer = surface.ask(|watch| study.simulate(&request, watch))?;
    if common.out.is_some() {
        return emit(common, &answer);
    }
    let sheet = |name: &str| answer.sheet(name).map_or(Ok(()), |sheet| to_stdout(common, sheet));
    if matches.get_flag("sensitivity") {
        return sheet("sensitivity");
    }
    if request.economy {
        return match common.format {
            Some(_) => sheet("losses"),
            None => to_stdout(common, &answer.result.losses_in_short()),
        };
    }
    if common.format.is_none() && request.is_overview() {
        let scenario = &answer.result.scenario;
        let weeks = scenario.horizon.get() / 7.0;
        tell(&format!("{}: {weeks} weeks from {}", scenario.name, scenario.start));
        sheet("overview")?;
        let untouched = answer.result.untouched(study.system());
        if !untouched.is_empty() && request.mineral.is_none() {
            tell(&format!("nobody goes without: {}", untouched.join(", ")));
        }
        return Ok(());
    }
    sheet("figures")
}

//! What members miss in each scenario in the first days of a shortage, form by form, in every draw.

use monazite::balance::Balance;
use monazite::id::{CountryId, FormId};
use monazite::plan::Member;
use monazite::scenario::Scenario;
use monazite::simulate::{Model, Outcome, pooled};
use monazite::system::System;
use monazite::{Error, Watch};
use std::collections::BTreeMap;

/// What is missing in a run: tonnes by form and country of the members, and the first
/// period in which any is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Run {
    pub(super) tonnes: BTreeMap<(FormId, CountryId), f64>,
    pub(super) first: BTreeMap<FormId, usize>,
}

/// What is missing in a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// The scenario.
    pub(super) scenario: Scenario,
    /// With central values, then in each draw.
    pub(super) runs: Vec<Run>,
}

impl Run {
    /// What a member misses of a form.
    pub(super) fn of(&self, form: FormId, member: &Member) -> f64 {
        let countries = member.countries.iter();
        countries.filter_map(|&country| self.tonnes.get(&(form, country))).sum()
    }
}

/// Part of need below which nothing is missing.
const NOTHING: f64 = 1e-3;

/// What members miss in each scenario in the first days of a shortage of each form that end uses take: what they need
/// less what they replace and what they get.
///
/// # Errors
/// As [`Model::new`]; [`Error::Cancelled`] by the watch.
pub fn missing(
    (system, balance): (&System, &Balance),
    scenarios: &[Scenario],
    members: &[Member],
    days: f64,
    draws: (u64, u64),
    watch: &Watch,
) -> Result<Vec<Missing>, Error> {
    let mut all = Vec::new();
    for (done, scenario) in scenarios.iter().enumerate() {
        watch.tell("shortages", done as u64, scenarios.len() as u64);
        let wider = pooled(system, balance, scenario);
        let (system, balance) = wider.as_ref().map_or((system, balance), |(s, b)| (s, b));
        let model = Model::new(system, balance, scenario)?;
        let mut runs = vec![run(&model.outcome_watched(&model.inputs().central(), watch)?, members, days)];
        runs.extend(model.of_draws(draws, watch, |outcome| run(outcome, members, days))?);
        all.push(Missing { scenario: scenario.clone(), runs });
    }
    Ok(all)
}

fn run(outcome: &Outcome, members: &[Member], days: f64) -> Run {
    let mut users: BTreeMap<FormId, Vec<usize>> = BTreeMap::new();
    for (at, user) in outcome.users.iter().enumerate() {
        if members.iter().any(|member| member.countries.contains(&user.country)) {
            users.entry(user.form).or_default().push(at);
        }
    }
    let periods = (days / outcome.step.get()).ceil() as usize;
    let mut run = Run::default();
    for (form, users) in users {
        let lacked = |user: usize, t: usize| outcome.shortfall_before_restraint(user, t).get().max(0.0);
        let short = |t: &usize| {
            let sum = |of: &dyn Fn(usize) -> f64| users.iter().map(|&user| of(user)).sum::<f64>();
            sum(&|user| lacked(user, *t)) > NOTHING * sum(&|user| outcome.need(user, *t).get())
        };
        let Some(first) = (0..outcome.periods).find(short) else { continue };
        run.first.insert(form, first);
        for &user in &users {
            let tonnes: f64 = (first..outcome.periods.min(first + periods)).map(|t| lacked(user, t)).sum();
            *run.tonnes.entry((form, outcome.users[user].country)).or_default() += tonnes;
        }
    }
    run
}

//! The stock tried in the simulator: not there, released as national stocks are, and released by the rule.
//!
//! The rule: from the week in which members first miss a form, whatever they miss, as long as there is any, to each in
//! proportion to what it misses over the days for which the stock is meant.

use super::missing::{Missing, Run};
use super::size::Size;
use monazite::balance::Balance;
use monazite::datum::{Datum, Provenance, Quality, RowRef};
use monazite::disruption::Panel;
use monazite::estimate::Estimate;
use monazite::exercise::loss;
use monazite::id::{CountryId, FormId, Id, SourceId};
use monazite::joint_stock::Trial;
use monazite::plan::Member;
use monazite::quantity::{Share, Tonnes};
use monazite::question::Question;
use monazite::scenario::{Interval, Scenario, StockRelease};
use monazite::simulate::{Model, Outcome, pooled};
use monazite::system::behaviour::{Parameter, Scope};
use monazite::system::{Stock, StockKind, System};
use monazite::{Error, Watch};
use std::collections::{BTreeMap, BTreeSet};

/// Tonnes by form and country.
type Masses = BTreeMap<(FormId, CountryId), f64>;

/// What the stock saves those who ask in a scenario.
///
/// # Errors
/// As [`Model::new`] and [`Panel::new`]; [`Error::Cancelled`] by the watch.
pub fn trial(
    (system, balance): (&System, &Balance),
    (size, missing): (&Size, &Missing),
    members: &[Member],
    question: &Question,
    (draws, seed): (u64, u64),
    watch: &Watch,
) -> Result<Trial, Error> {
    let scenario = &missing.scenario;
    let first = missing.runs[0].first.iter().filter(|(form, _)| size.part.contains_key(form));
    let released = first.map(|(_, &period)| period as f64 * scenario.step.get()).reduce(f64::min);
    let by_use = by_use((system, balance), size, members);
    let by_need = by_need(system, size, &missing.runs[0], members);
    let nodes: BTreeSet<(FormId, CountryId)> = by_use.keys().chain(by_need.keys()).copied().collect();
    let nothing = Masses::new();
    let ordered = ordered(scenario, size, &missing.runs[0], members);
    let run = |masses: &Masses, scenario: &Scenario| {
        let stocks = nodes.iter().map(|&(form, country)| Stock {
            form,
            country,
            kind: StockKind::Strategic,
            datum: assumed(masses.get(&(form, country)).copied().unwrap_or(0.0)),
        });
        let mut with = system.clone();
        with.stocks.extend(stocks);
        losses((&with, balance), scenario, question, (draws, seed), watch)
    };
    let without = run(&nothing, scenario)?;
    let saved = |with: Vec<f64>| {
        let less: Vec<f64> = without.iter().zip(&with).map(|(a, b)| a - b).collect();
        Estimate::of_draws(less[0], less[1..].to_vec())
    };
    let (no_rule, rule) = (saved(run(&by_use, scenario)?), saved(run(&by_need, &ordered)?));
    Ok(Trial {
        scenario: scenario.key.clone(),
        released,
        without: Estimate::of_draws(without[0], without[1..].to_vec()),
        no_rule,
        rule,
    })
}

/// What is held where it is used.
fn by_use((system, balance): (&System, &Balance), size: &Size, members: &[Member]) -> Masses {
    let mut masses = Masses::new();
    for held in &size.held {
        let uses = balance.minerals.get(&system.forms[held.form].mineral).into_iter().flat_map(|m| &m.uses);
        let uses = uses.filter(|u| u.form == held.form);
        let mut used: BTreeMap<CountryId, f64> = BTreeMap::new();
        for of in uses.filter(|u| members.iter().any(|m| m.countries.contains(&u.country))) {
            *used.entry(of.country).or_default() += of.mass.get();
        }
        masses.extend(spread(held.form, held.mass.value, &used));
    }
    masses
}

/// What is held, given to where it is missing. All of it can be used, whatever part of a national stock can.
fn by_need(system: &System, size: &Size, run: &Run, members: &[Member]) -> Masses {
    let mut masses = Masses::new();
    for held in &size.held {
        let mut missed: BTreeMap<CountryId, f64> = BTreeMap::new();
        for country in members.iter().flat_map(|m| &m.countries) {
            missed.extend(run.tonnes.get(&(held.form, *country)).map(|mass| (*country, *mass)));
        }
        for ((form, country), mass) in spread(held.form, held.mass.value, &missed) {
            let place = Scope { country: Some(country), ..system.scope_of(form) };
            let accessible = system.behaviour(Parameter::AccessibleShare, &place);
            let accessible = accessible.map_or(1.0, |row| row.datum.value.get()).max(f64::MIN_POSITIVE);
            masses.insert((form, country), mass / accessible);
        }
    }
    masses
}

/// A mass in proportion to something of countries; nothing where there is none of it.
fn spread(form: FormId, mass: f64, by: &BTreeMap<CountryId, f64>) -> Masses {
    let sum: f64 = by.values().sum();
    let of = by.iter().filter(|_| sum > 0.0);
    of.map(|(&country, part)| ((form, country), mass * part / sum)).collect()
}

/// The scenario with the orders of the rule.
fn ordered(scenario: &Scenario, size: &Size, run: &Run, members: &[Member]) -> Scenario {
    let holders: BTreeSet<CountryId> = members.iter().flat_map(|m| m.countries.iter().copied()).collect();
    let mut ordered = scenario.clone();
    for (&form, &first) in run.first.iter().filter(|(form, _)| size.part.contains_key(form)) {
        let from = scenario.date(first);
        ordered.stock_releases.push(StockRelease {
            holders: holders.clone(),
            forms: BTreeSet::from([form]),
            active: vec![Interval { from, until: None }],
            weekly_share: Share::new(1.0),
            resale: false,
            decided: Some(from),
        });
    }
    ordered
}

/// What those who ask lose: with central values, then in each draw.
fn losses(
    (system, balance): (&System, &Balance),
    scenario: &Scenario,
    question: &Question,
    draws: (u64, u64),
    watch: &Watch,
) -> Result<Vec<f64>, Error> {
    let wider = pooled(system, balance, scenario);
    let (system, balance) = wider.as_ref().map_or((system, balance), |(s, b)| (s, b));
    let model = Model::new(system, balance, scenario)?;
    let outcome = model.outcome_watched(&model.inputs().central(), watch)?;
    let panel = Panel::new(system, question, &outcome)?;
    let read = |outcome: &Outcome| loss(&panel, &panel.read(outcome));
    let mut all = vec![read(&outcome)];
    all.extend(model.of_draws(draws, watch, read)?);
    Ok(all)
}

/// A mass that is decided, of no row.
fn assumed(mass: f64) -> Datum<Tonnes> {
    let provenance = Provenance {
        year: 0,
        quality: Quality::Assumed,
        source: SourceId::from_index(0),
        row: RowRef { table: "stock", line: 0 },
        note: String::new(),
    };
    let value = Tonnes::new(mass);
    Datum { value, low: value, high: value, provenance }
}

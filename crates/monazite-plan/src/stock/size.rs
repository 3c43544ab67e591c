//! How much of what is held: what is missing in the worst scenario, as far as the money goes.

use super::missing::{Missing, Run};
use crate::data::Costs;
use monazite::balance::Balance;
use monazite::economy::loss::Stakes;
use monazite::estimate::Estimate;
use monazite::id::FormId;
use monazite::joint_stock::Held;
use monazite::plan::Member;
use monazite::system::investment::Parameter;
use monazite::system::{Role, StockKind, System};
use std::collections::{BTreeMap, BTreeSet};

/// How large a stock is.
#[derive(Debug, Clone, PartialEq)]
pub struct Size {
    /// What is held.
    pub held: Vec<Held>,
    /// Forms that are missing and not held.
    pub left_out: Vec<(FormId, &'static str)>,
    /// Part of what is missing in the worst scenario that is held, by form.
    pub(super) part: BTreeMap<FormId, f64>,
    /// What a tonne costs to buy, USD.
    pub(super) cost: BTreeMap<FormId, Estimate>,
}

/// A form that could be held.
struct Candidate {
    form: FormId,
    /// Tonnes in each run, those of the worst scenario.
    mass: Vec<f64>,
    /// That scenario, by the central run.
    worst: usize,
    /// What a tonne saves, USD.
    worth: f64,
}

/// The end use that comes first.
const DEFENCE: &str = "defence";
/// Weeks in a year.
const WEEKS: f64 = 365.25 / 7.0;

/// What is missing of each form in the scenario in which members miss most of it: all of it, or those forms first that
/// save most for a dollar until a fund, USD, is spent. What does not keep for a year, or has no price, is left out.
#[must_use]
pub fn sized(
    (system, balance): (&System, &Balance),
    missing: &[Missing],
    members: &[Member],
    fund: Option<f64>,
) -> Size {
    let costs = Costs::new(system);
    let mut size =
        Size { held: Vec::new(), left_out: Vec::new(), part: BTreeMap::new(), cost: BTreeMap::new() };
    let mut candidates = Vec::new();
    for candidate in candidates_of((system, balance), missing, members) {
        let form = candidate.form;
        let reason = if system.price(form).is_none() {
            "no price is known"
        } else if costs.shelf_life(form).is_some_and(|years| years < 1.0) {
            "it does not keep for a year"
        } else {
            let premium = 1.0 + costs.form(Parameter::StockPremium, form, None);
            size.cost.insert(form, costs.price_range(form).0 * premium);
            candidates.push(candidate);
            continue;
        };
        size.left_out.push((form, reason));
    }
    let dear = |c: &Candidate| c.worth / size.cost[&c.form].value.max(f64::MIN_POSITIVE);
    candidates.sort_by(|a, b| dear(b).total_cmp(&dear(a)).then(a.form.cmp(&b.form)));
    let mut left = fund.unwrap_or(f64::INFINITY);
    for candidate in candidates {
        let whole = candidate.mass[0] * size.cost[&candidate.form].value;
        let part = if whole > 0.0 { (left / whole).min(1.0) } else { 0.0 };
        left -= part * whole;
        if part > 0.0 {
            size.part.insert(candidate.form, part);
            let held =
                held((system, balance), missing, members, (&candidate, part, size.cost[&candidate.form]));
            size.held.push(held);
        } else {
            size.left_out.push((candidate.form, "the fund is spent on what saves more for a dollar"));
        }
    }
    size.held.sort_by(|a, b| b.spent.value.total_cmp(&a.spent.value).then(a.form.cmp(&b.form)));
    size
}

fn together(run: &Run, form: FormId, members: &[Member]) -> f64 {
    members.iter().map(|member| run.of(form, member)).sum()
}

fn candidates_of(
    (system, balance): (&System, &Balance),
    missing: &[Missing],
    members: &[Member],
) -> Vec<Candidate> {
    let forms: BTreeSet<FormId> = missing.iter().flat_map(|m| m.runs[0].first.keys().copied()).collect();
    let stakes = Stakes::of(system);
    let candidate = |form: FormId| {
        let mass = |m: &Missing, run: usize| together(&m.runs[run], form, members);
        let worst =
            (0..missing.len()).max_by(|&a, &b| mass(&missing[a], 0).total_cmp(&mass(&missing[b], 0)))?;
        let runs = 0..missing[worst].runs.len();
        let largest = |run: usize| missing.iter().map(|m| mass(m, run)).fold(0.0, f64::max);
        let (mut lost, mut used) = (0.0, 0.0);
        for of in balance.minerals.get(&system.forms[form].mineral).into_iter().flat_map(|m| &m.uses) {
            if of.form == form && members.iter().any(|m| m.countries.contains(&of.country)) {
                lost += stakes.value(form, of.end_use, of.country).map_or(0.0, |value| value.value);
                used += of.mass.get();
            }
        }
        let worth = if used > 0.0 { lost / used } else { 0.0 };
        Some(Candidate { form, mass: runs.map(largest).collect(), worst, worth })
    };
    forms.into_iter().filter_map(candidate).collect()
}

fn held(
    (system, balance): (&System, &Balance),
    missing: &[Missing],
    members: &[Member],
    (candidate, part, cost): (&Candidate, f64, Estimate),
) -> Held {
    let form = candidate.form;
    let worst = &missing[candidate.worst];
    let of_draws = |numbers: Vec<f64>| Estimate::of_draws(numbers[0], numbers[1..].to_vec()) * part;
    let mass = of_draws(candidate.mass.clone());
    let costs = Costs::new(system);
    let limit = costs.form(Parameter::PurchaseLimit, form, None);
    let a_year = limit * outside((system, balance), form, worst);
    let years = if a_year > 0.0 { mass * (1.0 / a_year) } else { Estimate::exact(f64::INFINITY) };
    let weekly = |only: &dyn Fn(&str) -> bool| -> f64 {
        let uses = balance.minerals.get(&system.forms[form].mineral).into_iter().flat_map(|m| &m.uses);
        let counted = uses.filter(|u| u.form == form && only(system.end_uses.key(u.end_use)));
        let of_members = counted.filter(|u| members.iter().any(|m| m.countries.contains(&u.country)));
        of_members.map(|u| u.mass.get()).sum::<f64>() / WEEKS
    };
    let (all, defence) = (weekly(&|_| true), weekly(&|key| key == DEFENCE));
    let weeks = |weekly: f64| mass * (1.0 / weekly);
    let already = system.stocks.iter().filter(|s| s.form == form && s.kind == StockKind::Strategic);
    let already = already.filter(|s| members.iter().any(|m| m.countries.contains(&s.country)));
    let to = |member: &Member| of_draws(worst.runs.iter().map(|run| run.of(form, member)).collect());
    Held {
        form,
        mass,
        spent: Estimate {
            low: mass.low * cost.low,
            value: mass.value * cost.value,
            high: mass.high * cost.high,
        },
        quality: costs.price_range(form).1,
        a_year: Estimate::exact(a_year),
        years,
        held_already: already.map(|s| s.datum.value.get()).sum(),
        weeks: if all > 0.0 { weeks(all) } else { Estimate::default() },
        weeks_of_defence: (defence > 0.0).then(|| weeks(defence)),
        to: members.iter().map(to).collect(),
        scenario: worst.scenario.key.clone(),
    }
}

/// Yearly output of a form outside those who act in a scenario.
fn outside((system, balance): (&System, &Balance), form: FormId, worst: &Missing) -> f64 {
    let actors = worst.scenario.actors();
    let made = balance.minerals.get(&system.forms[form].mineral).into_iter().flat_map(|m| &m.activity);
    made.filter(|activity| !actors.contains(&activity.country))
        .map(|activity| {
            let recipe = system.processes[activity.process].recipe.iter();
            let of_form = recipe.filter(|term| term.role == Role::Output && term.form == form);
            activity.mass.get() * of_form.map(|term| term.coefficient.value.get()).sum::<f64>()
        })
        .sum()
}

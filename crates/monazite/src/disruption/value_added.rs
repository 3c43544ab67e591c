//! Value added at risk: that of the industries behind an end use, times what the end use lacks.

use super::gauge::Key;
use super::gauge::{Gauge, Read, View};
use super::metric::Metric;
use crate::id::{CountryId, EndUseId, MineralId};
use crate::simulate::Outcome;
use std::collections::BTreeMap;

/// One end use in one country: its value added a year, and who takes the mineral there.
struct Behind {
    value_added: f64,
    users: Vec<u32>,
}

/// By mineral and end use; by end use through the mineral that weighs most in the period.
///
/// A first order: output falls in proportion to the one input that is short. Losses through several minerals are not
/// added, for one industry hangs on all of them at once.
pub(super) fn gauges(view: &View<'_>, out: &mut Vec<Gauge>) {
    let mut groups: BTreeMap<(EndUseId, MineralId), BTreeMap<CountryId, Vec<u32>>> = BTreeMap::new();
    for (at, user) in (0..).zip(&view.outcome.users).filter(|(_, u)| view.members.contains(&u.country)) {
        let mineral = view.system.forms[user.form].mineral;
        groups.entry((user.end_use, mineral)).or_default().entry(user.country).or_default().push(at);
    }
    let mut of_end_use: BTreeMap<EndUseId, Vec<usize>> = BTreeMap::new();
    for ((end_use, mineral), countries) in groups {
        let behind: Vec<Behind> = countries
            .into_iter()
            .map(|(country, users)| Behind {
                value_added: view.system.value_added(country, end_use).value,
                users,
            })
            .filter(|behind| behind.value_added > 0.0)
            .collect();
        if behind.is_empty() {
            continue;
        }
        of_end_use.entry(end_use).or_default().push(out.len());
        let key = Key { mineral: Some(mineral), end_use: Some(end_use), ..Key::of(Metric::ValueAddedAtRisk) };
        out.push(Gauge { key, read: Read::Weekly(Box::new(move |o, t| at_risk(o, &behind, t))) });
    }
    for (end_use, minerals) in of_end_use {
        let key = Key { end_use: Some(end_use), ..Key::of(Metric::ValueAddedAtRisk) };
        out.push(Gauge { key, read: Read::Largest(minerals) });
    }
}

/// Value added of a period that goes with what is missing in it.
fn at_risk(outcome: &Outcome, behind: &[Behind], period: usize) -> f64 {
    let years = outcome.years_per_period();
    behind.iter().map(|b| b.value_added * years * idle(outcome, &b.users, period)).sum()
}

/// Activity that the users of one country lose together: each by what it lacks and how critical the form is to it.
fn idle(outcome: &Outcome, users: &[u32], period: usize) -> f64 {
    let (idle, need) = outcome.idle(users, period);
    let (idle, need) = (idle.get(), need.get());
    if need > 0.0 { (idle / need).clamp(0.0, 1.0) } else { 0.0 }
}

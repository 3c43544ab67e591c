//! Shortfall: need that stays unmet after restraint and substitution, as a share of need.

use super::gauge::Key;
use super::gauge::{Gauge, Read, View};
use super::metric::Metric;
use crate::simulate::Outcome;
use std::collections::BTreeMap;

/// By mineral; by mineral and end use; by mineral and country; by form.
pub(super) fn gauges(view: &View<'_>, out: &mut Vec<Gauge>) {
    for (key, users) in groups(view) {
        out.push(Gauge { key, read: Read::Weekly(Box::new(move |outcome, t| share(outcome, &users, t))) });
    }
}

/// Users of the members by what they have in common.
fn groups(view: &View<'_>) -> BTreeMap<Key, Vec<u32>> {
    let mut groups: BTreeMap<Key, Vec<u32>> = BTreeMap::new();
    for (at, user) in (0..).zip(&view.outcome.users).filter(|(_, u)| view.members.contains(&u.country)) {
        let mineral =
            Key { mineral: Some(view.system.forms[user.form].mineral), ..Key::of(Metric::Shortfall) };
        let form = Key { form: Some(user.form), ..mineral };
        for key in [
            mineral,
            Key { end_use: Some(user.end_use), ..mineral },
            Key { country: Some(user.country), ..mineral },
            form,
        ] {
            groups.entry(key).or_default().push(at);
        }
    }
    groups
}

/// Unmet share of the need of some users together.
fn share(outcome: &Outcome, users: &[u32], period: usize) -> f64 {
    let (missing, need) = outcome.unmet(users, period);
    let (missing, need) = (missing.get(), need.get());
    if need > 0.0 { (missing / need).clamp(0.0, 1.0) } else { 0.0 }
}

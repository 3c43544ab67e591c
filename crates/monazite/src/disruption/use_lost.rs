//! Use lost: need that goes without, for the price or for want of supply, as a share of need. The shortfall is the part of
//! it that no price brings.

use super::gauge::{Gauge, Key, Read, View};
use super::metric::Metric;
use crate::simulate::Outcome;
use std::collections::BTreeMap;

/// By mineral; by mineral and end use.
pub(super) fn gauges(view: &View<'_>, out: &mut Vec<Gauge>) {
    let mut groups: BTreeMap<Key, Vec<u32>> = BTreeMap::new();
    for (at, user) in (0..).zip(&view.outcome.users).filter(|(_, u)| view.members.contains(&u.country)) {
        let mineral = Some(view.system.forms[user.form].mineral);
        let mineral = Key { mineral, ..Key::of(Metric::UseLost) };
        for key in [mineral, Key { end_use: Some(user.end_use), ..mineral }] {
            groups.entry(key).or_default().push(at);
        }
    }
    for (key, users) in groups {
        out.push(Gauge { key, read: Read::Weekly(Box::new(move |outcome, t| share(outcome, &users, t))) });
    }
}

/// Share of the need of some users together that goes without.
fn share(outcome: &Outcome, users: &[u32], period: usize) -> f64 {
    let (without, need) = outcome.gone_without(users, period);
    let (without, need) = (without.get(), need.get());
    if need > 0.0 { (without / need).clamp(0.0, 1.0) } else { 0.0 }
}

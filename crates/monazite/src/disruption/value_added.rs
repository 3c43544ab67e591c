//! Value added at risk: what hangs on the mineral in the industries behind an end use, times what the end use goes without.

use super::gauge::{Gauge, Key, Read, View};
use super::metric::Metric;
use crate::economy::loss::Stakes;
use crate::id::{CountryId, EndUseId, MineralId};
use std::collections::BTreeMap;

/// By mineral and end use; by end use through the mineral that weighs most in the period.
///
/// The loss of every command, week by week: see [`crate::economy::loss`]. Losses through several minerals are not added,
/// for one industry hangs on all of them at once.
pub(super) fn gauges(view: &View<'_>, out: &mut Vec<Gauge>) {
    let stakes = Stakes::of(view.system);
    let mut value_added: BTreeMap<(EndUseId, CountryId), f64> = BTreeMap::new();
    let mut groups: BTreeMap<(EndUseId, MineralId), Vec<(u32, f64)>> = BTreeMap::new();
    for (at, user) in (0..).zip(&view.outcome.users).filter(|(_, u)| view.members.contains(&u.country)) {
        let (end_use, country) = (user.end_use, user.country);
        let of_end_use = *value_added
            .entry((end_use, country))
            .or_insert_with(|| stakes.value_added(end_use, country).value);
        // Where no row states a share nothing is known to hang on the form.
        let share = stakes.share(user.form, end_use, Some(country)).map_or(0.0, |share| share.value);
        if of_end_use * share > 0.0 {
            let mineral = view.system.forms[user.form].mineral;
            groups.entry((end_use, mineral)).or_default().push((at, of_end_use * share));
        }
    }
    let mut of_end_use: BTreeMap<EndUseId, Vec<usize>> = BTreeMap::new();
    for ((end_use, mineral), users) in groups {
        of_end_use.entry(end_use).or_default().push(out.len());
        let key = Key { mineral: Some(mineral), end_use: Some(end_use), ..Key::of(Metric::ValueAddedAtRisk) };
        let read =
            Read::Weekly(Box::new(move |outcome, t| outcome.years_per_period() * outcome.lost(&users, t)));
        out.push(Gauge { key, read });
    }
    for (end_use, minerals) in of_end_use {
        let key = Key { end_use: Some(end_use), ..Key::of(Metric::ValueAddedAtRisk) };
        out.push(Gauge { key, read: Read::Largest(minerals) });
    }
}

//! How long the members' stocks of a form last at the present rate of use.

use super::metric::Metric;
use super::place::sum_of;
use super::reading::{Key, Reading};
use super::view::View;
use crate::id::{CountryId, FormId};
use crate::metric::cover::cover;
use crate::quantity::{Tonnes, TonnesPerYear};
use std::collections::BTreeSet;

/// For the members together, and for each that holds a published stock.
pub(super) fn readings(view: &View<'_>, out: &mut Vec<Reading>) {
    for form in view.system.forms_of(view.mineral) {
        let key = Key::of(Metric::Cover, view.mineral).form(view.system, form);
        let held = view.system.stocks.iter().filter(|s| s.form == form);
        let holders: BTreeSet<CountryId> =
            held.map(|s| s.country).filter(|c| view.members.contains(c)).collect();
        if holders.is_empty() {
            continue;
        }
        if view.members.len() > 1 {
            out.extend(of(view, form, view.members, key));
        }
        out.extend(holders.iter().filter_map(|&c| of(view, form, &BTreeSet::from([c]), key.country(c))));
    }
}

fn of(view: &View<'_>, form: FormId, who: &BTreeSet<CountryId>, key: Key) -> Option<Reading> {
    let held: Vec<_> =
        view.system.stocks.iter().filter(|s| s.form == form && who.contains(&s.country)).collect();
    let taken = TonnesPerYear::new(view.place.taken.get(&form).map_or(0.0, |t| sum_of(t, who)));
    let days = |stock: Tonnes| cover(stock, taken).map(|d| d.get());
    let value = days(held.iter().map(|s| s.datum.value).sum())?;
    let low = days(held.iter().map(|s| s.datum.low).sum())?;
    let high = days(held.iter().map(|s| s.datum.high).sum())?;
    Some(Reading::new(key, value).between(low, high))
}

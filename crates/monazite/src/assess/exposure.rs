//! Value added of the end uses that hang on the supplier.

use super::metric::Metric;
use super::reading::{Key, Reading};
use super::view::{View, end_uses, used};
use crate::economy::loss::Stakes;
use crate::id::EndUseId;
use crate::metric::exposure::{Exposed, exposure};
use crate::metric::origin::Target;
use crate::quantity::{Share, UsDollars};
use std::collections::BTreeMap;

/// By end use, through this mineral alone: what hangs on each form, times the part of it that passed through the supplier.
pub(super) fn readings(view: &View<'_>, out: &mut Vec<Reading>) {
    let touched = view.tracer.shares(Target::Any, view.suppliers);
    let stakes = Stakes::of(view.system);
    for end_use in end_uses(view) {
        let mut exposed = [Vec::new(), Vec::new(), Vec::new()];
        for (form, member) in used(view, |_| true, |u| u == end_use).into_keys() {
            let origin_share = Share::new(touched.get(&(form, member)).copied().unwrap_or(0.0));
            // Where no row states a share nothing is known to hang on the form.
            let Ok(share) = stakes.share(form, end_use, Some(member)) else { continue };
            let value = stakes.value_added(end_use, member);
            let ends = [(value.value, share.value), (value.low, share.low), (value.high, share.high)];
            for (list, (value, share)) in exposed.iter_mut().zip(ends) {
                list.push(Exposed { value_added: UsDollars::new(value * share), origin_share });
            }
        }
        let [value, low, high] = exposed.map(|list| exposure(&list).get());
        if value > 0.0 {
            let key = Key::of(Metric::Exposure, view.mineral).end_use(end_use);
            out.push(Reading::new(key, value).between(low, high));
        }
    }
}

/// Adds to each end use the mineral that weighs most: exposures through several minerals overlap and are not added.
pub(super) fn pooled(mut readings: Vec<Reading>) -> Vec<Reading> {
    let mut most: BTreeMap<EndUseId, Reading> = BTreeMap::new();
    for reading in readings.iter().filter(|r| r.key.metric == Metric::Exposure) {
        let Some(end_use) = reading.key.end_use else { continue };
        let best = most.entry(end_use).or_insert_with(|| reading.clone());
        if reading.value > best.value {
            *best = reading.clone();
        }
    }
    readings.extend(most.into_values().map(|r| Reading { key: Key { mineral: None, ..r.key }, ..r }));
    readings
}

/// The same for a draw.
pub(super) fn pooled_values(mut values: BTreeMap<Key, f64>) -> BTreeMap<Key, f64> {
    let mut most: BTreeMap<Key, f64> = BTreeMap::new();
    for (key, &value) in values.iter().filter(|(k, _)| k.metric == Metric::Exposure) {
        let best = most.entry(Key { mineral: None, ..*key }).or_insert(value);
        *best = best.max(value);
    }
    values.extend(most);
    values
}

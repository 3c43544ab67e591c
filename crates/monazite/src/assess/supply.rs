//! Who makes it: shares of output, concentration, N-1.

use super::metric::Metric;
use super::place::sum_of;
use super::reading::{Key, Reading};
use super::view::View;
use crate::id::CountryId;
use crate::metric::concentration::{GOVERNANCE_EU_MISSING, governance_eu, hhi_weighted_of_total};
use crate::metric::n_minus_1;
use crate::metric::output::Output;
use crate::quantity::{Index, TonnesPerYear};
use crate::system::{Stage, System};
use std::collections::{BTreeMap, BTreeSet};

/// Makers shown beside the supplier.
const SHOWN: usize = 5;

/// Every form, and every stage with its products added up.
pub(super) fn readings(view: &View<'_>, out: &mut Vec<Reading>) {
    let system = view.system;
    for (&form, output) in &view.place.output {
        let key = |metric| Key::of(metric, view.mineral).form(system, form);
        concentration(system, output, key, out);
        let taken = view.place.taken.get(&form).cloned().unwrap_or_default();
        if let Some(leader) = output.leader() {
            let top = BTreeSet::from([leader]);
            let (all, own) = (taken.values().sum(), sum_of(&taken, &top));
            let supply = [output.whole.get(), sum_of(&output.by_country, &top), all, own];
            let [supply, of_top, demand, demand_of_top] = supply.map(TonnesPerYear::new);
            if let Some(coverage) = n_minus_1::coverage(supply, of_top, demand, demand_of_top) {
                out.push(Reading::new(key(Metric::NMinus1), coverage.get()).found(leader));
            }
        }
    }
    for stage in [Stage::Extraction, Stage::Processing, Stage::Manufacturing] {
        let output = view.place.output_of(stage);
        concentration(system, &output, |metric| Key::of(metric, view.mineral).stage(stage), out);
    }
}

/// Shares, the largest supplier, concentration, and what is left without the largest.
pub(super) fn concentration(
    system: &System,
    output: &Output,
    key: impl Fn(Metric) -> Key,
    out: &mut Vec<Reading>,
) {
    for &country in output.by_country.keys() {
        if let Some(share) = output.share(country) {
            out.push(Reading::new(key(Metric::ProductionShare).country(country), share.get()));
        }
    }
    let (Some(leader), Some(hhi)) = (output.leader(), output.hhi()) else { return };
    let largest = output.share(leader).unwrap_or_default().get();
    out.push(Reading::new(key(Metric::LargestSupplierShare), largest).found(leader));
    out.push(Reading::new(key(Metric::Hhi), hhi.get()));
    let weighted: Vec<(TonnesPerYear, Index)> =
        output.by_country.iter().map(|(&c, &mass)| (mass, governance(system, c))).collect();
    if let Some(hhi) = hhi_weighted_of_total(&weighted, output.whole.get()) {
        out.push(Reading::new(key(Metric::HhiWgi), hhi.get()));
    }
    if let Some(left) = n_minus_1::remaining(output.whole, output.by_country[&leader]) {
        out.push(Reading::new(key(Metric::NMinus1Supply), left.get()).found(leader));
    }
}

/// Governance on the EU scale, 0 best to 10 worst.
pub(super) fn governance(system: &System, country: CountryId) -> Index {
    let stated = system.indicator(country, "governance");
    stated.map_or(GOVERNANCE_EU_MISSING, |datum| governance_eu(datum.value))
}

/// Keeps of the shares of output those of the largest makers and of the suppliers asked about.
pub(super) fn shown(readings: Vec<Reading>, suppliers: &BTreeSet<CountryId>) -> Vec<Reading> {
    let mut by_place: BTreeMap<Key, Vec<f64>> = BTreeMap::new();
    let place = |key: &Key| Key { country: None, ..*key };
    for reading in readings.iter().filter(|r| r.key.metric == Metric::ProductionShare) {
        by_place.entry(place(&reading.key)).or_default().push(reading.value);
    }
    let limit: BTreeMap<Key, f64> = by_place
        .into_iter()
        .map(|(key, mut shares)| {
            shares.sort_by(|a, b| b.total_cmp(a));
            (key, shares.get(SHOWN - 1).copied().unwrap_or(0.0))
        })
        .collect();
    let is_shown = |reading: &Reading| {
        reading.key.metric != Metric::ProductionShare
            || reading.key.country.is_some_and(|c| suppliers.contains(&c))
            || reading.value >= limit[&place(&reading.key)]
    };
    readings.into_iter().filter(is_shown).collect()
}

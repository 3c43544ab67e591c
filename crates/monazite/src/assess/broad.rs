//! Minerals without a balance: output as reported; and reliance as published, for every mineral.

use super::metric::Metric;
use super::reading::{Key, Reading};
use super::supply::{concentration, shown};
use crate::datum::{Datum, Quality};
use crate::id::FormId;
use crate::metric::output::reported;
use crate::question::Parties;
use crate::system::{Depth, System};
use std::collections::{BTreeMap, BTreeSet};

/// Shares and concentration of reported output, and published net import reliance of members.
pub(super) fn readings(system: &System, parties: &Parties) -> Vec<Reading> {
    let mut out = Vec::new();
    for (mineral, _) in system.minerals.iter().filter(|(_, m)| m.depth == Depth::Broad) {
        for form in system.forms_of(mineral) {
            let output = reported(system, &BTreeSet::from([form]), system.year);
            let before = out.len();
            concentration(system, &output, |metric| Key::of(metric, mineral).form(system, form), &mut out);
            let quality = worst(system, form);
            out[before..].iter_mut().for_each(|r| {
                let ends = relative_range(system, form, r);
                (r.low, r.high, r.quality) = (ends.0, ends.1, quality);
            });
        }
    }
    let mut out = shown(out, &parties.suppliers);
    out.extend(published_reliance(system, parties));
    out
}

/// The range of a share or an index of reported output: each report is as wide as its datum says, on its own.
///
/// A share s of a maker with relative error e, among others that do not move, has the error s (1 - s) e.
fn relative_range(system: &System, form: FormId, reading: &Reading) -> (f64, f64) {
    let reports =
        system.production.iter().filter(|p| p.forms == [form] && p.datum.provenance.year == system.year);
    let country = reading.key.country.or(reading.found);
    let error = reports
        .filter(|p| country.is_none_or(|c| p.country == c))
        .map(|p| relative(&p.datum))
        .fold(0.0, f64::max);
    let value = reading.value;
    let half = match reading.key.metric {
        Metric::Hhi | Metric::HhiWgi => 2.0 * value * (1.0 - value.min(1.0)) * error,
        _ => value * (1.0 - value) * error,
    };
    ((value - half).max(0.0), value + half)
}

fn relative<Q: Copy + Into<f64>>(datum: &Datum<Q>) -> f64 {
    let value: f64 = datum.value.into();
    if value > 0.0 { datum.sigma() / value } else { 0.0 }
}

/// The worst quality among the reports of the year.
fn worst(system: &System, form: FormId) -> Quality {
    let reports =
        system.production.iter().filter(|p| p.forms == [form] && p.datum.provenance.year == system.year);
    reports.map(|p| p.datum.provenance.quality).max().unwrap_or(Quality::Estimated)
}

/// The latest published net import reliance of each member, up to the year; the largest where a mineral has several series.
fn published_reliance(system: &System, parties: &Parties) -> Vec<Reading> {
    let mut best: BTreeMap<Key, (i32, Reading)> = BTreeMap::new();
    for row in system.reliance.iter().filter(|r| parties.members.contains(&r.country)) {
        let Datum { value, low, high, provenance } = &row.datum;
        if provenance.year > system.year {
            continue;
        }
        let key = Key::of(Metric::NetImportReliance, row.mineral).country(row.country);
        let reading = Reading {
            quality: provenance.quality,
            year: Some(provenance.year),
            ..Reading::new(key, value.get()).between(low.get(), high.get())
        };
        let newer = best
            .get(&key)
            .is_none_or(|(year, known)| (provenance.year, reading.value) > (*year, known.value));
        if newer {
            best.insert(key, (provenance.year, reading));
        }
    }
    best.into_values().map(|(_, reading)| reading).collect()
}

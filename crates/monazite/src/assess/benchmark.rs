//! The members against the benchmarks of Regulation (EU) 2024/1252, whoever they are.
//!
//! Methods page: `docs/methods/benchmark.md`.

use super::metric::Metric;
use super::place::sum_of;
use super::reading::{Key, Reading};
use super::risk::recycled;
use super::view::View;
use super::view::used;
use crate::id::CountryId;
use crate::metric::origin::Target;
use crate::system::Stage;
use std::collections::BTreeMap;

/// Own extraction and processing over own use, recycling, and the largest third country at any stage.
pub(super) fn readings(view: &View<'_>, out: &mut Vec<Reading>) {
    let own_use = view.place.used(view.members);
    if own_use <= 0.0 {
        return;
    }
    let key = |metric| Key::of(metric, view.mineral);
    for (metric, stage) in
        [(Metric::BenchmarkExtraction, Stage::Extraction), (Metric::BenchmarkProcessing, Stage::Processing)]
    {
        let output = view.place.output_of(stage);
        if output.whole.get() > 0.0 {
            // The regulation counts all intermediate steps, so the shorter of the first and the last one binds.
            let last = sum_of(&output.by_country, view.members);
            let first = sum_of(&view.place.entry_of(view.system, stage), view.members);
            out.push(Reading::new(key(metric).stage(stage), first.min(last) / own_use));
        }
    }
    if view.system.recycling.iter().any(|r| r.mineral == view.mineral) {
        let rate = recycled(view.system, view).get();
        out.push(Reading::new(key(Metric::BenchmarkRecycling).stage(Stage::Recycling), rate));
    }
    let largest = [Stage::Extraction, Stage::Processing, Stage::Manufacturing]
        .into_iter()
        .filter_map(|stage| largest_outside(view, stage))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((country, share)) = largest {
        out.push(Reading::new(key(Metric::BenchmarkSingleCountry), share).found(country));
    }
}

/// The country outside through which most of what is used went at a stage, in whichever of its steps.
fn largest_outside(view: &View<'_>, stage: Stage) -> Option<(CountryId, f64)> {
    let weights = used(view, |form| view.system.forms[form].stage >= stage, |_| true);
    let total: f64 = weights.values().sum();
    let distributions = view.tracer.distributions(Target::Through(stage));
    let mut by_country: BTreeMap<CountryId, f64> = BTreeMap::new();
    for (node, weight) in &weights {
        for (&country, share) in distributions.get(node).into_iter().flat_map(|d| &d.countries) {
            *by_country.entry(country).or_default() += weight * share / total;
        }
    }
    by_country.into_iter().filter(|(c, _)| !view.members.contains(c)).max_by(|a, b| a.1.total_cmp(&b.1))
}

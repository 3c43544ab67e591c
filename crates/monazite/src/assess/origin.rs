//! Where it came from: direct import share beside origin, by form, stage and end use.

use super::metric::Metric;
use super::reading::{Key, Reading};
use super::view::{View, end_uses, used};
use crate::id::{CountryId, FormId};
use crate::metric::origin::{Target, direct_import_share, imported, weighted};
use crate::system::Stage;
use std::collections::BTreeMap;

/// Stages that are traced.
const STAGES: [Stage; 3] = [Stage::Extraction, Stage::Processing, Stage::Manufacturing];

/// By form as imported; by stage and end use as used.
pub(super) fn readings(view: &View<'_>, out: &mut Vec<Reading>) {
    by_form(view, out);
    at_any_stage(view, out);
    for stage in STAGES {
        by_stage(view, stage, out);
    }
}

/// Of the imports of each form from outside: what comes directly from the supplier, what was made there, and the
/// difference.
fn by_form(view: &View<'_>, out: &mut Vec<Reading>) {
    let balance = view.place.balance;
    for form in view.system.forms_of(view.mineral) {
        let direct = direct_import_share(view.system, balance, form, view.members, view.suppliers);
        let Some(direct) = direct else { continue };
        let key = |metric| Key::of(metric, view.mineral).form(view.system, form);
        out.push(Reading::new(key(Metric::DirectImportShare), direct.of_imports));
        let weights = imported(balance, form, view.members, view.suppliers);
        let shares = view.tracer.shares(Target::Form(form), view.suppliers);
        if let Some(origin) = weighted(&shares, &weights) {
            out.push(Reading::new(key(Metric::OriginShare), origin));
            out.push(Reading::new(key(Metric::HiddenDependence), origin - direct.of_imports));
        }
    }
}

/// Of what end uses take: what the supplier made at least once, at whatever stage.
fn at_any_stage(view: &View<'_>, out: &mut Vec<Reading>) {
    let touched = view.tracer.shares(Target::Any, view.suppliers);
    let key = Key::of(Metric::OriginShare, view.mineral);
    if let Some(share) = weighted(&touched, &used(view, |_| true, |_| true)) {
        out.push(Reading::new(key, share));
    }
    for end_use in end_uses(view) {
        if let Some(share) = weighted(&touched, &used(view, |_| true, |u| u == end_use)) {
            out.push(Reading::new(key.end_use(end_use), share));
        }
    }
}

/// Of what end uses take in forms that have been through a stage: what the supplier made of it at that stage.
fn by_stage(view: &View<'_>, stage: Stage, out: &mut Vec<Reading>) {
    let shares = view.tracer.shares(Target::Stage(stage), view.suppliers);
    let past = |form: FormId| view.system.forms[form].stage >= stage;
    let key = Key::of(Metric::OriginShare, view.mineral).stage(stage);
    if let Some(origin) = weighted(&shares, &used(view, past, |_| true)) {
        out.push(Reading::new(key, origin));
    }
    for end_use in end_uses(view) {
        if let Some(origin) = weighted(&shares, &used(view, past, |u| u == end_use)) {
            out.push(Reading::new(key.end_use(end_use), origin));
        }
    }
    others(view, stage, key, out);
}

/// The countries behind the supplier, as origins of the same tonnes.
fn others(view: &View<'_>, stage: Stage, key: Key, out: &mut Vec<Reading>) {
    let weights = used(view, |form| view.system.forms[form].stage >= stage, |_| true);
    let total: f64 = weights.values().sum();
    if total <= 0.0 {
        return;
    }
    let mut mean: BTreeMap<CountryId, f64> = BTreeMap::new();
    let distributions = view.tracer.distributions(Target::Stage(stage));
    for (node, weight) in &weights {
        for (&country, share) in distributions.get(node).into_iter().flat_map(|d| &d.countries) {
            *mean.entry(country).or_default() += weight / total * share;
        }
    }
    out.extend(mean.into_iter().map(|(country, share)| Reading::new(key.country(country), share)));
}

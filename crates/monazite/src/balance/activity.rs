//! Which processes run where, and a first estimate of how much.
//!
//! A report of output that names its process is that process. One that names none is shared among the processes
//! that make the form and whose inputs the country makes or imports. Forms that nobody reports the output of are
//! made where they are needed beyond reported imports.

use super::ledger::{Activities, ledger};
use super::observed::{Observed, coefficient, mean};
use crate::id::{CountryId, FormId, ProcessId};
use crate::system::{Production, Role, Stage};
use std::collections::{BTreeMap, BTreeSet};

/// Part of an output that is recycled where several processes make it and no recycling rate is published.
const RECYCLED: f64 = 0.05;

/// First estimates of the activity of every process that runs.
pub(super) fn activities(observed: &Observed<'_>) -> Activities {
    let mut estimates: BTreeMap<(ProcessId, CountryId), Vec<f64>> = BTreeMap::new();
    for report in &observed.production {
        let value = report.datum.value.get();
        for (process, activity) in split(observed, report, value) {
            estimates.entry((process, report.country)).or_default().push(activity);
        }
    }
    let reported: Activities =
        estimates.into_iter().map(|(key, values)| (key, mean(values.into_iter()))).collect();
    with_unreported(observed, reported)
}

/// The processes that a report of output is about.
pub(super) fn processes_of(observed: &Observed<'_>, report: &Production) -> Vec<ProcessId> {
    report.process.map_or_else(|| makers(observed, &report.forms, report.country), |p| vec![p])
}

/// Sum of the output coefficients of a process over some forms.
pub(super) fn output_of(observed: &Observed<'_>, process: ProcessId, forms: &[FormId]) -> f64 {
    forms.iter().map(|&f| coefficient(&observed.system.processes[process], f, Role::Output)).sum()
}

/// Activity of each process behind a report of output.
fn split(observed: &Observed<'_>, report: &Production, value: f64) -> Vec<(ProcessId, f64)> {
    let processes = processes_of(observed, report);
    let weights = weights(observed, &processes, report.country);
    let output: f64 =
        processes.iter().zip(&weights).map(|(&p, w)| w * output_of(observed, p, &report.forms)).sum();
    if output <= 0.0 {
        return Vec::new();
    }
    processes.into_iter().zip(weights).map(|(p, w)| (p, value * w / output)).collect()
}

/// Recycling processes take the recycling rate; the others share the rest as their scarcest inputs allow, judged by
/// what the country makes and imports, else by what the world makes, else equally.
fn weights(observed: &Observed<'_>, processes: &[ProcessId], country: CountryId) -> Vec<f64> {
    let recycles = |p: &ProcessId| observed.system.processes[*p].stage == Stage::Recycling;
    let secondary = processes.iter().filter(|p| recycles(p)).count();
    let rate = match (processes.len() - secondary, secondary) {
        (_, 0) => 0.0,
        (0, _) => 1.0,
        _ => observed.recycling_in(country).unwrap_or(RECYCLED).clamp(0.0, 1.0),
    };
    let allowed = |area: Option<CountryId>| -> Vec<f64> {
        let of = |p: &ProcessId| if recycles(p) { 0.0 } else { allowance(observed, *p, area) };
        processes.iter().map(of).collect()
    };
    let positive = |weights: &Vec<f64>| weights.iter().sum::<f64>() > 0.0;
    let equal = || processes.iter().map(|p| f64::from(u8::from(!recycles(p)))).collect();
    let feed = Some(allowed(Some(country)))
        .filter(positive)
        .or_else(|| Some(allowed(None)).filter(positive))
        .unwrap_or_else(equal);
    let total: f64 = feed.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    processes
        .iter()
        .zip(feed)
        .map(|(p, feed)| if recycles(p) { rate / secondary as f64 } else { (1.0 - rate) * feed / total })
        .collect()
}

/// Activity that the scarcest input of a process allows; zero for a source, which has none.
fn allowance(observed: &Observed<'_>, process: ProcessId, area: Option<CountryId>) -> f64 {
    let inputs = observed.system.processes[process].recipe.iter().filter(|t| t.role == Role::Input);
    let least = inputs
        .map(|t| observed.supply(t.form, area) / t.coefficient.value.get())
        .fold(f64::INFINITY, f64::min);
    if least.is_finite() { least } else { 0.0 }
}

/// Processes that make any of the forms and whose inputs the country has; all makers if none has its inputs.
fn makers(observed: &Observed<'_>, forms: &[FormId], country: CountryId) -> Vec<ProcessId> {
    let all: Vec<ProcessId> =
        observed.processes().filter(|&(p, _)| output_of(observed, p, forms) > 0.0).map(|(p, _)| p).collect();
    let fed: Vec<ProcessId> = all
        .iter()
        .copied()
        .filter(|&p| {
            let mut inputs = observed.system.processes[p].recipe.iter().filter(|t| t.role == Role::Input);
            inputs.all(|t| has(observed, t.form, country))
        })
        .collect();
    if fed.iter().any(|&p| observed.system.processes[p].stage != Stage::Recycling) { fed } else { all }
}

/// Whether the data show that a country makes or imports a form.
fn has(observed: &Observed<'_>, form: FormId, country: CountryId) -> bool {
    observed.production.iter().any(|p| p.country == country && p.forms.contains(&form))
        || observed.imports.contains_key(&(form, country))
        || observed.flows.keys().any(|&(f, _, importer)| f == form && importer == country)
        || observed.shares.iter().any(|s| s.importer == country && s.forms.contains(&form))
        || is_unreported(observed, form)
}

/// Whether no output of a form is reported anywhere.
fn is_unreported(observed: &Observed<'_>, form: FormId) -> bool {
    !observed.production.iter().any(|p| p.forms.contains(&form))
}

/// Adds the makers of forms whose output nobody reports, at what each country needs beyond its imports.
/// Repeated up the chain until nothing changes: a chain has no more steps than forms.
fn with_unreported(observed: &Observed<'_>, reported: Activities) -> Activities {
    let unreported: Vec<FormId> = observed.forms().filter(|&f| is_unreported(observed, f)).collect();
    let pinned: BTreeSet<(ProcessId, CountryId)> = reported.keys().copied().collect();
    let mut activities = reported.clone();
    for _ in 0..observed.forms().count() {
        let ledger = ledger(observed, &activities);
        let mut next = reported.clone();
        for (&(form, country), tally) in ledger.iter().filter(|((f, _), _)| unreported.contains(f)) {
            let by_others: f64 = pinned
                .iter()
                .filter(|(_, c)| *c == country)
                .map(|key| reported[key] * output_of(observed, key.0, &[form]))
                .sum();
            let missing = tally.need() - tally.imported - by_others;
            if missing <= 0.0 {
                continue;
            }
            let processes: Vec<ProcessId> = makers(observed, &[form], country)
                .into_iter()
                .filter(|&p| !pinned.contains(&(p, country)))
                .collect();
            let output: f64 = processes.iter().map(|&p| output_of(observed, p, &[form])).sum();
            for process in processes {
                let activity = next.entry((process, country)).or_insert(0.0);
                *activity = activity.max(missing / output);
            }
        }
        if next == activities {
            break;
        }
        activities = next;
    }
    activities
}

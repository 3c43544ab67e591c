//! Output lost: what the members' processes make less than in the baseline.

use super::gauge::Key;
use super::gauge::{Gauge, Read, View};
use super::metric::Metric;
use crate::id::{FormId, ProcessId};
use crate::system::{Role, System};
use std::collections::BTreeMap;

/// By form made, over all processes that make it first of all; zero where more is made than in the baseline.
pub(super) fn gauges(view: &View<'_>, out: &mut Vec<Gauge>) {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, producer) in
        view.outcome.producers.iter().enumerate().filter(|(_, p)| view.members.contains(&p.country))
    {
        let Some(form) = main_output(view.system, producer.process) else { continue };
        let mineral = Some(view.system.forms[form].mineral);
        let key = Key { mineral, form: Some(form), ..Key::of(Metric::OutputLost) };
        groups.entry(key).or_default().push(at);
    }
    for (key, producers) in groups {
        let read = Read::Weekly(Box::new(move |outcome, t| {
            let (mut lost, mut made) = (0.0, 0.0);
            for &producer in &producers {
                lost += outcome.output_lost(producer, t).get();
                made += outcome.output(producer, t).get();
            }
            let base = lost + made;
            if base > 0.0 { (lost / base).max(0.0) } else { 0.0 }
        }));
        out.push(Gauge { key, read });
    }
}

/// The output of a process with the largest coefficient, the first of equals.
fn main_output(system: &System, process: ProcessId) -> Option<FormId> {
    let outputs = system.processes[process].recipe.iter().filter(|t| t.role == Role::Output);
    outputs
        .rev()
        .max_by(|a, b| a.coefficient.value.get().total_cmp(&b.coefficient.value.get()))
        .map(|t| t.form)
}

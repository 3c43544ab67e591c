//! Cover: how long the stocks of the members last at the use of the baseline.

use super::gauge::Key;
use super::gauge::{Gauge, Read, View};
use super::metric::Metric;
use crate::quantity::{Tonnes, TonnesPerYear};
use std::collections::BTreeMap;

/// By form.
pub(super) fn gauges(view: &View<'_>, out: &mut Vec<Gauge>) {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, node) in view.outcome.nodes.iter().enumerate() {
        if !view.members.contains(&node.country) || view.outcome.use_per_year(at) <= TonnesPerYear::ZERO {
            continue;
        }
        let form = Key {
            mineral: Some(view.system.forms[node.form].mineral),
            form: Some(node.form),
            ..Key::of(Metric::Cover)
        };
        groups.entry(form).or_default().push(at);
    }
    for (key, nodes) in groups {
        let read = Read::Weekly(Box::new(move |outcome, t| {
            let stock: Tonnes = nodes.iter().map(|&n| outcome.stock(n, t)).sum();
            let used: TonnesPerYear = nodes.iter().map(|&n| outcome.use_per_year(n)).sum();
            (stock / used).get()
        }));
        out.push(Gauge { key, read });
    }
}

//! Price: over that of the baseline, among the members and inside the suppliers. The difference of both is a result.

use super::gauge::Key;
use super::gauge::{Gauge, Read, View};
use super::metric::Metric;
use crate::id::{CountryId, FormId};
use std::collections::{BTreeMap, BTreeSet};

/// By form: mean over the members, and over the suppliers, under their own names.
pub(super) fn gauges(view: &View<'_>, out: &mut Vec<Gauge>) {
    let among = |countries: &BTreeSet<CountryId>| {
        let mut nodes: BTreeMap<FormId, Vec<usize>> = BTreeMap::new();
        let all = view.outcome.nodes.iter().enumerate();
        for (at, node) in all.filter(|(_, n)| countries.contains(&n.country)) {
            nodes.entry(node.form).or_default().push(at);
        }
        nodes
    };
    let (outside, inside) = (among(&view.members), among(&view.suppliers));
    for (form, members) in outside {
        let mineral = Some(view.system.forms[form].mineral);
        let key = Key { mineral, form: Some(form), ..Key::of(Metric::Price) };
        out.push(mean(key, members));
        // A coalition of suppliers has no one country to stand under.
        if let (Some(suppliers), 1) = (inside.get(&form), view.suppliers.len()) {
            out.push(mean(Key { country: view.suppliers.first().copied(), ..key }, suppliers.clone()));
        }
    }
}

fn mean(key: Key, nodes: Vec<usize>) -> Gauge {
    let read = Read::Weekly(Box::new(move |outcome, t| {
        nodes.iter().map(|&n| outcome.price(n, t).get()).sum::<f64>() / nodes.len() as f64
    }));
    Gauge { key, read }
}

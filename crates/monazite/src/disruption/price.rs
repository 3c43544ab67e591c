//! Price: over that of the baseline, of spot deals and paid on average, among the members and inside each supplier. What
//! lies between both sides is a result.

use super::gauge::Key;
use super::gauge::{Gauge, Read, View};
use super::metric::Metric;
use crate::id::{CountryId, FormId};
use crate::simulate::Outcome;
use std::collections::{BTreeMap, BTreeSet};

/// No trade: the price would be above the largest rise that the mineral is known to have had, which is no number.
pub const NO_TRADE: f64 = f64::INFINITY;

/// By form: mean over the members, and of each supplier under its own name.
pub(super) fn gauges(view: &View<'_>, out: &mut Vec<Gauge>) {
    let members = among(view, &view.members);
    let inside = view.suppliers.iter().map(|&country| (country, among(view, &BTreeSet::from([country]))));
    let inside: Vec<_> = inside.collect();
    for (form, nodes) in members {
        let mineral = Some(view.system.forms[form].mineral);
        for metric in [Metric::Price, Metric::PricePaid] {
            let key = Key { mineral, form: Some(form), ..Key::of(metric) };
            out.push(mean(key, nodes.clone()));
            for (country, nodes) in inside.iter().filter_map(|(c, nodes)| Some((*c, nodes.get(&form)?))) {
                out.push(mean(Key { country: Some(country), ..key }, nodes.clone()));
            }
        }
    }
}

fn among(view: &View<'_>, countries: &BTreeSet<CountryId>) -> BTreeMap<FormId, Vec<usize>> {
    let mut nodes: BTreeMap<FormId, Vec<usize>> = BTreeMap::new();
    let all = view.outcome.nodes.iter().enumerate();
    for (at, node) in all.filter(|(_, n)| countries.contains(&n.country)) {
        nodes.entry(node.form).or_default().push(at);
    }
    nodes
}

/// The mean over some markets; [`NO_TRADE`] where one of them has none. What is paid lags what is traded, so it is a
/// number as long as anything was bought.
fn mean(key: Key, nodes: Vec<usize>) -> Gauge {
    let spot = key.metric == Metric::Price;
    let of = move |outcome: &Outcome, n: usize, t: usize| match spot {
        true if !outcome.trades(n, t) => NO_TRADE,
        true => outcome.price(n, t).get(),
        false => outcome.paid(n, t).get(),
    };
    let read = Read::Weekly(Box::new(move |outcome, t| {
        nodes.iter().map(|&n| of(outcome, n, t)).sum::<f64>() / nodes.len() as f64
    }));
    Gauge { key, read }
}

//! Capacity: what runs is at most what stands and what is new; what is new is at most what was built and is online.
//!
//! `X[p,z,t] <= standing[p,z,t] + V[p,z,t]` and `V[p,z,t] <= sum_k sum_{y<=t} online_k(t-y) N[k,y]`. Standing is the
//! capacity of today and of projects that come anyway.

use crate::lp::{Bound, Column};
use crate::model::Model;
use crate::network::Zone;
use monazite::id::ProcessId;

pub(crate) fn add(model: &mut Model<'_>) {
    let running: Vec<_> = model.variables.activity.iter().map(|(&k, &c)| (k, c)).collect();
    for ((process, zone, t), activity) in running {
        let unit = model.network.minerals[model.chain_of(process)].unit;
        let place = model.names.place(process, zone, model.network.years[t]);
        let new = model.variables.new_activity[&(process, zone, t)];
        let standing = Bound::fixed(model.standing(process, zone, t) / unit);
        model.lp.at_most(format!("capacity[{place}]"), vec![(activity, 1.0), (new, -1.0)], standing);
        let mut terms = vec![(new, 1.0)];
        terms.extend(built(model, process, Some(zone), t).into_iter().map(|(c, k)| (c, -k)));
        model.lp.at_most(format!("new_capacity[{place}]"), terms, Bound::default());
    }
}

/// New capacity that is online in a year, of a process in a zone or anywhere.
pub(crate) fn built(
    model: &Model<'_>,
    process: ProcessId,
    zone: Option<Zone>,
    t: usize,
) -> Vec<(Column, f64)> {
    let mut terms = Vec::new();
    for (k, (_, choice)) in model.choices.iter().enumerate() {
        if choice.process != process || zone.is_some_and(|z| z != choice.zone) {
            continue;
        }
        for y in 0..=t {
            let online = choice.online((t - y) as i32);
            if online > 0.0 {
                terms.push((model.variables.build[&(k, y)], online * model.size(k)));
            }
        }
    }
    terms
}

//! Capacity: what runs is at most what stands and what is new; what is new is at most what was built and is online.
//!
//! `X[p,z,t] <= standing[p,z,t] + V[p,z,t]`, `V[p,z,t] <= C[p,z,t]` and
//! `C[p,z,t] = sum_k sum_{y<=t} online_k(t-y) N[k,y]`. Standing is the capacity of today and of projects that come anyway.

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
        terms.extend(model.variables.installed.get(&(process, zone, t)).map(|&c| (c, -1.0)));
        model.lp.at_most(format!("new_capacity[{place}]"), terms, Bound::default());
    }
    let installed: Vec<_> = model.variables.installed.iter().map(|(&k, &c)| (k, c)).collect();
    for ((process, zone, t), column) in installed {
        let mut terms = vec![(column, 1.0)];
        terms.extend(built(model, process, zone, t).into_iter().map(|(c, k)| (c, -k)));
        let place = model.names.place(process, zone, model.network.years[t]);
        model.lp.equal(format!("installed[{place}]"), terms, Bound::default());
    }
    let anywhere: Vec<_> = model.variables.installed_anywhere.iter().map(|(&k, &c)| (k, c)).collect();
    for ((process, t), column) in anywhere {
        let mut terms = vec![(column, 1.0)];
        let zones = 0..model.network.zones.len();
        let of_zones = zones.filter_map(|z| model.variables.installed.get(&(process, z, t)));
        terms.extend(of_zones.map(|&c| (c, -1.0)));
        let name = format!("installed[{},{}]", model.names.process(process), model.network.years[t]);
        model.lp.equal(name, terms, Bound::default());
    }
}

/// New capacity of a process in a zone that is online in a year, as what was built before.
fn built(model: &Model<'_>, process: ProcessId, zone: Zone, t: usize) -> Vec<(Column, f64)> {
    let mut terms = Vec::new();
    for (k, (_, choice)) in model.choices.iter().enumerate() {
        if choice.process != process || zone != choice.zone {
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

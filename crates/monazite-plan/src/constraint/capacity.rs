//! Capacity: what runs is at most what stands and what is new; what is new is at most what was built and is online.
//!
//! `X[p,z,t] <= standing[p,z,t] + V[p,z,t]`, `V[p,z,t] <= C[p,z,t]` and
//! `C[p,z,t] = sum_k sum_{y<=t} online_k(t-y) N[k,y]`. Standing is the capacity of today and of projects that come anyway.

use crate::chain::Zone;
use crate::frame::Frame;
use crate::lp::{About, Bound, Column, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::id::ProcessId;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (&(process, zone, t), &activity) in &v.activity {
        let unit = frame.of_process(process).unit;
        let year = frame.network.years[t];
        let tag = |family| Tag::new(family, About::ProcessIn(process, zone)).in_year(year);
        let new = v.new_activity[&(process, zone, t)];
        let standing = Bound::fixed(frame.standing(process, zone, t) / unit);
        lp.at_most(tag(Family::Capacity), vec![(activity, 1.0), (new, -1.0)], standing);
        let mut terms = vec![(new, 1.0)];
        terms.extend(v.installed.get(&(process, zone, t)).map(|&c| (c, -1.0)));
        lp.at_most(tag(Family::NewCapacity), terms, Bound::default());
    }
    for (&(process, zone, t), &column) in &v.installed {
        let mut terms = vec![(column, 1.0)];
        terms.extend(built(frame, v, process, zone, t).into_iter().map(|(c, k)| (c, -k)));
        let year = frame.network.years[t];
        let tag = Tag::new(Family::Installed, About::ProcessIn(process, zone)).in_year(year);
        lp.equal(tag, terms, Bound::default());
    }
    for (&(process, t), &column) in &v.installed_anywhere {
        let mut terms = vec![(column, 1.0)];
        let zones = 0..frame.network.zones.len();
        let of_zones = zones.filter_map(|z| v.installed.get(&(process, z, t)));
        terms.extend(of_zones.map(|&c| (c, -1.0)));
        let tag = Tag::new(Family::Installed, About::Process(process)).in_year(frame.network.years[t]);
        lp.equal(tag, terms, Bound::default());
    }
}

/// New capacity of a process in a zone that is online in a year, as what was built before.
fn built(frame: &Frame<'_>, v: &Variables, process: ProcessId, zone: Zone, t: usize) -> Vec<(Column, f64)> {
    let mut terms = Vec::new();
    for (k, (_, choice)) in frame.choices.iter().enumerate() {
        if choice.process != process || zone != choice.zone {
            continue;
        }
        for y in 0..=t {
            let online = choice.online((t - y) as i32);
            if online > 0.0 {
                terms.push((v.build[&(k, y)], online * frame.size(k)));
            }
        }
    }
    terms
}

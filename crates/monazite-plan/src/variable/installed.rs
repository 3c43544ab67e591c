//! C[p,z,y]: new capacity of process p in zone z that is online, on average over year y; C[p,y]: that of all zones.
//!
//! They follow from what was built. Rows that ask for capacity name one of them instead of every decision before, which
//! keeps the programme sparse.

use super::columns::Variables;
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};
use std::collections::BTreeSet;

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    let places: BTreeSet<_> = frame.choices.iter().map(|(_, c)| (c.process, c.zone)).collect();
    let processes: BTreeSet<_> = places.iter().map(|(p, _)| *p).collect();
    for (y, year) in frame.years() {
        let tag = |about| Tag::new(Family::Installed, about).in_year(year);
        for &(process, zone) in &places {
            let column = lp.column(tag(About::ProcessIn(process, zone)), f64::INFINITY, frame.member(zone));
            v.installed.insert((process, zone, y), column);
        }
        for &process in &processes {
            let column = lp.column(tag(About::Process(process)), f64::INFINITY, None);
            v.installed_anywhere.insert((process, y), column);
        }
    }
}

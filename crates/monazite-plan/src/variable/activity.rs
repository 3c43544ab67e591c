//! X[p,z,y]: activity of process p in zone z; V[p,z,y]: the part of it that runs on new capacity.

use super::columns::Variables;
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    let network = frame.network;
    for chain in &network.minerals {
        for &process in &chain.processes {
            for zone in 0..network.zones.len() {
                if !frame.can_run(process, zone) {
                    continue;
                }
                for (y, year) in frame.years() {
                    let mut add = |family| {
                        let tag = Tag::new(family, About::ProcessIn(process, zone)).in_year(year);
                        lp.column(tag, f64::INFINITY, frame.member(zone))
                    };
                    v.activity.insert((process, zone, y), add(Family::Activity));
                    v.new_activity.insert((process, zone, y), add(Family::NewActivity));
                }
            }
        }
    }
}

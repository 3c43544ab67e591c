//! Q[f,u,z,y]: need of an end use that is done without, by another form or a leaner design.

use super::columns::Variables;
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    for chain in &frame.network.minerals {
        for &(form, end_use, zone) in chain.need.keys() {
            for (y, year) in frame.years() {
                let tag = Tag::new(Family::Substituted, About::NeedIn(form, end_use, zone)).in_year(year);
                v.substituted.insert((form, end_use, zone, y), lp.column(tag, f64::INFINITY, Some(zone)));
            }
        }
    }
}

//! U[f,u,z,y]: need of an end use that is not met in a normal year.

use super::columns::Variables;
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    for chain in &frame.network.minerals {
        for (&(form, end_use, zone), need) in &chain.need {
            for (y, year) in frame.years() {
                let tag = Tag::new(Family::Unmet, About::NeedIn(form, end_use, zone)).in_year(year);
                v.unmet.insert((form, end_use, zone, y), lp.column(tag, need[y] / chain.unit, Some(zone)));
            }
        }
    }
}

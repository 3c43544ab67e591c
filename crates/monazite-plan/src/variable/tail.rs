//! The loss at risk of a year, and what a threat loses beyond it: the unknowns of conditional value at risk.

use super::columns::Variables;
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};
use monazite::plan::Attitude;

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    let programme = frame.network.programme;
    if matches!(programme.attitude, Attitude::Expected) {
        return;
    }
    for (y, year) in frame.years() {
        let tag = |family| Tag::new(family, About::Whole).in_year(year);
        v.tail.at_risk.insert(y, lp.column(tag(Family::LossAtRisk), f64::INFINITY, None));
        for s in (0..programme.threats.len()).filter(|s| v.recourse.contains_key(&(*s, y))) {
            let column = lp.column(tag(Family::LossBeyond).under(s), f64::INFINITY, None);
            v.tail.beyond.insert((s, y), column);
        }
    }
}

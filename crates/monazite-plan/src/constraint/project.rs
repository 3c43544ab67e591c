//! A project is built once: over all years at most its expected capacity.

use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (k, (_, choice)) in frame.choices.iter().enumerate() {
        if !choice.limit.is_finite() {
            continue;
        }
        let limit = choice.limit / frame.of_choice(k).unit;
        let years = 0..frame.network.years.len();
        let terms = years.map(|y| (v.build[&(k, y)], 1.0)).collect();
        lp.at_most(Tag::new(Family::Project, About::Choice(k)), terms, Bound::fixed(limit));
    }
}

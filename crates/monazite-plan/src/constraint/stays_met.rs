//! A target met stays met: what it lacks never grows again, `lacking[t,y+1] <= lacking[t,y]`.

use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for t in 0..frame.targets.len() {
        let years = 0..frame.network.years.len();
        for (y, next) in years.clone().zip(years.skip(1)) {
            let terms = vec![(v.slack[&(t, next)], 1.0), (v.slack[&(t, y)], -1.0)];
            let tag = Tag::new(Family::StaysMet, About::Target(t)).in_year(frame.network.years[next]);
            lp.at_most(tag, terms, Bound::default());
        }
    }
}

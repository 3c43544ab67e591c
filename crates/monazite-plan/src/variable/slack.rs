//! What a target lacks in a year, as a share: free before the year asked, then zero unless the target cannot be met.

use super::columns::Variables;
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    for t in 0..frame.targets.len() {
        for (y, year) in frame.years() {
            let tag = Tag::new(Family::Lacking, About::Target(t)).in_year(year);
            v.slack.insert((t, y), lp.column(tag, f64::INFINITY, None));
        }
    }
}

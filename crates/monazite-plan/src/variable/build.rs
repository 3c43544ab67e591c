//! N[k,y]: capacity of choice k decided at the start of year y, in units of activity a year; in lumpy programmes the
//! number of works.

use super::columns::Variables;
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    for (k, (_, choice)) in frame.choices.iter().enumerate() {
        let most = choice.limit / frame.of_choice(k).unit;
        for (y, year) in frame.years() {
            let tag = Tag::new(Family::Build, About::Choice(k)).in_year(year);
            let column = lp.column(tag, most, frame.member(choice.zone));
            if frame.works(k).is_some() {
                lp.make_integer(column);
            }
            v.build.insert((k, y), column);
        }
    }
}

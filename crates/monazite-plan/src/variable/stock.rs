//! S[f,z,y]: strategic stock of a member at the end of a year, S[f,y] that of all; B[f,z,y]: bought in the year. What does
//! not keep, such as finished cars, is not held.

use super::columns::Variables;
use crate::data::Costs;
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};
use monazite::id::FormId;

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    let network = frame.network;
    for chain in &network.minerals {
        for &form in chain.forms.iter().filter(|f| can_be_held(frame, **f)) {
            for (y, year) in frame.years() {
                let tag = Tag::new(Family::Held, About::Form(form)).in_year(year);
                v.held_together.insert((form, y), lp.column(tag, f64::INFINITY, None));
            }
            for zone in network.members() {
                for (y, year) in frame.years() {
                    let mut add = |family| {
                        let tag = Tag::new(family, About::FormIn(form, zone)).in_year(year);
                        lp.column(tag, f64::INFINITY, Some(zone))
                    };
                    v.held.insert((form, zone, y), add(Family::Held));
                    v.bought.insert((form, zone, y), add(Family::Bought));
                }
            }
        }
    }
}

/// Whether a form keeps at all.
fn can_be_held(frame: &Frame<'_>, form: FormId) -> bool {
    Costs::new(frame.network.system).shelf_life(form).is_none_or(|years| years > 0.0)
}

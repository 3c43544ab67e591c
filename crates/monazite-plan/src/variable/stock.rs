//! S[f,z,y]: strategic stock of a member at the end of a year, S[f,y] that of all; B[f,z,y]: bought in the year.

use super::columns::Variables;
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    let network = frame.network;
    for chain in &network.minerals {
        for &form in &chain.forms {
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

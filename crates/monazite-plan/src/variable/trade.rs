//! I[f,z,y]: bought from the supplier; G and E[f,z,y]: taken from and given to the pool of members, hosts and the rest of
//! the world; R[f,y]: what the pool buys from the rest of the world; A[f,y]: what it sells there; I[f,y]:
//! what all zones buy from the supplier, and O[f,y]: make.

use super::columns::Variables;
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    let network = frame.network;
    for chain in &network.minerals {
        for &form in &chain.forms {
            for (y, year) in frame.years() {
                for zone in 0..network.zones.len() {
                    let mut add = |family| {
                        let tag = Tag::new(family, About::FormIn(form, zone)).in_year(year);
                        lp.column(tag, f64::INFINITY, frame.member(zone))
                    };
                    v.import.insert((form, zone, y), add(Family::Import));
                    v.taken.insert((form, zone, y), add(Family::Taken));
                    v.given.insert((form, zone, y), add(Family::Given));
                }
                let mut add = |family| {
                    lp.column(Tag::new(family, About::Form(form)).in_year(year), f64::INFINITY, None)
                };
                v.elsewhere.insert((form, y), add(Family::Elsewhere));
                v.sale.insert((form, y), add(Family::Sale));
                v.imported.insert((form, y), add(Family::Imported));
                v.made.insert((form, y), add(Family::Made));
            }
        }
    }
}

//! What the coalition does together under a threat s that begins in year y, over the months that it lasts.

use super::columns::{Recourse, Variables};
use crate::frame::Frame;
use crate::lp::{About, Family, Lp, Tag};

pub(crate) fn add(frame: &Frame<'_>, v: &mut Variables, lp: &mut Lp) {
    let network = frame.network;
    for (s, y) in network.branches() {
        let (threat, year) = (&network.programme.threats[s], network.years[y]);
        let mut recourse = Recourse::default();
        for chain in network.minerals.iter().filter(|c| c.touched_by(threat)) {
            let mut add = |family, about| {
                lp.column(Tag::new(family, about).in_year(year).under(s), f64::INFINITY, None)
            };
            for &p in &chain.processes {
                recourse.activity.insert(p, add(Family::ThreatActivity, About::Process(p)));
            }
            for &f in &chain.forms {
                recourse.import.insert(f, add(Family::ThreatImport, About::Form(f)));
                recourse.elsewhere.insert(f, add(Family::ThreatElsewhere, About::Form(f)));
                recourse.released.insert(f, add(Family::Released, About::Form(f)));
            }
            for (f, u) in chain.needs() {
                recourse.substituted.insert((f, u), add(Family::ThreatSubstituted, About::Need(f, u)));
            }
            // Nobody lacks more than it needs.
            for ((f, class, z), need) in frame.needs_by_class(chain, y) {
                let tag = Tag::new(Family::ThreatUnmet, About::ClassIn(f, class, z)).in_year(year).under(s);
                let most = threat.months / 12.0 * need / chain.unit;
                recourse.unmet.insert((f, class, z), lp.column(tag, most, frame.member(z)));
                recourse.cut.entry((f, class)).or_insert_with(|| {
                    let tag = Tag::new(Family::ThreatCut, About::ClassOf(f, class)).in_year(year).under(s);
                    lp.column(tag, 1.0, None)
                });
            }
        }
        v.recourse.insert((s, y), recourse);
    }
}

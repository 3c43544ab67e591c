//! Loss beyond the loss at risk: `z[s,y] + eta[y] >= loss[s,y]` (Rockafellar and Uryasev 2000).

use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::objective::risk;
use crate::variable::columns::Variables;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (&(s, y), &z) in &v.tail.beyond {
        let mut terms = vec![(z, 1.0), (v.tail.at_risk[&y], 1.0)];
        terms.extend(risk::losses(frame, v, s, y).into_iter().map(|(c, k)| (c, -k)));
        let tag = Tag::new(Family::Tail, About::Whole).in_year(frame.network.years[y]).under(s);
        lp.at_least(tag, terms, Bound::default());
    }
}

//! Stock balance: `S[f,z,y] = S[f,z,y-1] + B[f,z,y]`; what is there today is the first stock. Stock is released under
//! threats only, and a threat is a branch that leaves the years of the programme as they are.

use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (&(form, zone, y), &column) in &v.held {
        let chain = frame.of_form(form);
        let mut terms = vec![(column, 1.0), (v.bought[&(form, zone, y)], -1.0)];
        let mut bound = Bound::default();
        match y.checked_sub(1) {
            Some(last) => terms.push((v.held[&(form, zone, last)], -1.0)),
            None => {
                let today = chain.stocks.get(&(form, zone)).copied().unwrap_or(0.0);
                bound.present.push((zone, today / chain.unit));
            }
        }
        let year = frame.network.years[y];
        let tag = Tag::new(Family::Stock, About::FormIn(form, zone)).in_year(year);
        lp.equal(tag, terms, bound);
    }
    for (&(form, y), &column) in &v.held_together {
        let mut terms = vec![(column, 1.0)];
        terms.extend(frame.network.members().map(|z| (v.held[&(form, z, y)], -1.0)));
        let tag = Tag::new(Family::Stock, About::Form(form)).in_year(frame.network.years[y]);
        lp.equal(tag, terms, Bound::default());
    }
}

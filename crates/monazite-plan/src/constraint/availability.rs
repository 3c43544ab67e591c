//! What can be bought and sold: from the rest of the world what it sells today after its own use, from the supplier at
//! most what it sells members today, both growing with what members use of the form: a form that the supplier does not
//! sell is not bought from it. A member that stays away sells what it sells today of its own output. Of what is for sale each
//! set of members gets its part by need, so that two of them never buy the same tonne; all members together get all of it.
//! To the rest of the world goes at most what it buys today beyond itself, growing with its need; in a sale at the
//! incumbent's price nothing but the transport is paid by the programme.

use crate::chain::Seller;
use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let network = frame.network;
    for chain in &network.minerals {
        for &form in &chain.forms {
            for (y, year) in frame.years() {
                let sold =
                    |seller| chain.sold.get(&(form, seller)).map_or(0.0, |by_year| by_year[y]) / chain.unit;
                let tag = |family| Tag::new(family, About::Form(form)).in_year(year);
                let bound = Bound {
                    always: sold(Seller::Rest),
                    present: Vec::new(),
                    absent: network.members().map(|z| (z, sold(Seller::Member(z)))).collect(),
                    parts: chain.parts(form, y),
                };
                let terms = vec![(v.elsewhere[&(form, y)], 1.0)];
                lp.at_most(tag(Family::ElsewhereLimit), terms, bound);
                let wanted = chain.bought_elsewhere.get(&form).map_or(0.0, |by_year| by_year[y]) / chain.unit;
                let bound = Bound { parts: chain.parts(form, y), ..Bound::fixed(wanted) };
                let terms = vec![(v.sale[&(form, y)], 1.0)];
                lp.at_most(tag(Family::SaleLimit), terms, bound);
                let bound = Bound {
                    parts: chain.parts(form, y),
                    ..Bound::fixed(chain.supplied(form, y) / chain.unit)
                };
                let imported = (v.imported[&(form, y)], 1.0);
                lp.at_most(tag(Family::ImportLimit), vec![imported], bound);
                let zones = (0..network.zones.len()).map(|z| (v.import[&(form, z, y)], -1.0));
                let terms = std::iter::once(imported).chain(zones).collect();
                lp.equal(tag(Family::Imported), terms, Bound::default());
            }
        }
    }
}

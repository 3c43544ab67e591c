//! Stocks are bought without moving the price: so little of the yearly supply outside the supplier that the market does
//! not notice, `sum_z B[f,z,y] <= limit x yearly supply outside the supplier`; of that limit each set of members has its
//! part by need.

use crate::data::Costs;
use crate::frame::Frame;
use crate::lp::{About, Bound, Family, Lp, Tag};
use crate::variable::columns::Variables;
use monazite::system::investment::Parameter;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let network = frame.network;
    for chain in &network.minerals {
        for &form in &chain.forms {
            let outside = chain.outside.get(&form).copied().unwrap_or(0.0);
            let part = Costs::new(network.system).form(Parameter::PurchaseLimit, form, None);
            for (y, year) in frame.years() {
                let bought = network.members().filter_map(|z| v.bought.get(&(form, z, y)));
                let terms: Vec<_> = bought.map(|&column| (column, 1.0)).collect();
                if terms.is_empty() {
                    continue;
                }
                let bound =
                    Bound { parts: chain.parts(form, y), ..Bound::fixed(part * outside / chain.unit) };
                let tag = Tag::new(Family::Purchase, About::Form(form)).in_year(year);
                lp.at_most(tag, terms, bound);
            }
        }
    }
}

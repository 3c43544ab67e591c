//! Budget: discounted money spent over all years and minerals is at most a sum. What trade costs is no part of it: it is
//! paid with or without a programme.

use crate::data::MILLION;
use crate::frame::Frame;
use crate::lp::{About, Bound, Column, Family, Item, Lp, Tag};

/// Sums what the objective charges, and so comes after it.
pub(crate) fn add(frame: &Frame<'_>, lp: &mut Lp) {
    let Some(budget) = frame.network.programme.budget else { return };
    let spent = lp.charges.iter().filter(|c| c.item.is_spent() && c.item != Item::Trade);
    let terms: Vec<(Column, f64)> = spent.map(|c| (c.column, c.cost * c.weight)).collect();
    lp.at_most(Tag::new(Family::Budget, About::Whole), terms, Bound::fixed(budget.get() / MILLION));
}

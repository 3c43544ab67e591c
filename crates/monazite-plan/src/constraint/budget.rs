//! Budget: discounted money spent over all years and minerals is at most a sum. What trade costs is no part of it: it is
//! paid with or without a programme.

use crate::lp::{Bound, Column, Item};
use crate::model::Model;

/// Sums what the objective charges, and so comes after it.
pub(crate) fn add(model: &mut Model<'_>) {
    let Some(budget) = model.network.programme.budget else { return };
    let spent = model.lp.charges.iter().filter(|c| c.item.is_spent() && c.item != Item::Trade);
    let terms: Vec<(Column, f64)> = spent.map(|c| (c.column, c.cost * c.weight)).collect();
    model.lp.at_most("budget".to_owned(), terms, Bound::fixed(budget.get() / 1e6));
}

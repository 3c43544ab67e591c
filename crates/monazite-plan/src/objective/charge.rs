//! A cost of a year, discounted to the start of the programme.

use crate::chain::Year;
use crate::frame::Frame;
use crate::lp::{Charge, Column, Item, Lp};

/// Charges a column in a year of the programme, million USD per unit.
pub(crate) fn charge(frame: &Frame<'_>, lp: &mut Lp, column: Column, item: Item, y: Year, cost: f64) {
    let (weight, year) = (frame.discount(y), frame.network.years[y]);
    lp.charge(Charge { column, item, year, cost, weight });
}

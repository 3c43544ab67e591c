//! The terms of the objective, one a file: discounted million USD of the baseline year.

pub(crate) mod capital;
pub(crate) mod operating;
pub(crate) mod risk;
pub(crate) mod stock;
pub(crate) mod substitution;
pub(crate) mod trade;
pub(crate) mod unmet;

use crate::lp::{Charge, Column, Item};
use crate::model::Model;
use crate::variable::Year;

/// USD in a million.
pub(crate) const MILLION: f64 = 1e6;

/// Adds every term.
pub(crate) fn add(model: &mut Model<'_>) {
    capital::add(model);
    operating::add(model);
    trade::add(model);
    stock::add(model);
    substitution::add(model);
    unmet::add(model);
    risk::add(model);
}

/// A charge in a year of the programme, discounted to its start.
pub(crate) fn charge(model: &mut Model<'_>, column: Column, item: Item, y: Year, cost: f64) {
    let (weight, year) = (model.discount(y), model.network.years[y]);
    model.lp.charge(Charge { column, item, year, cost, weight });
}

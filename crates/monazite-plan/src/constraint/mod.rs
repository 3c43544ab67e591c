//! The limits of the programme, one family a file.

pub(crate) mod availability;
pub(crate) mod balance;
pub(crate) mod budget;
pub(crate) mod by_product;
pub(crate) mod capacity;
pub(crate) mod in_use;
pub(crate) mod own_share;
pub(crate) mod project;
pub(crate) mod purchase;
pub(crate) mod reserve;
pub(crate) mod scrap;
pub(crate) mod single_supplier;
pub(crate) mod stays_met;
pub(crate) mod stock;
pub(crate) mod substitution;
pub(crate) mod survive;
pub(crate) mod tail;
pub(crate) mod threat;

use crate::model::Model;

/// Adds every family but the budget, which sums what the objective charges.
pub(crate) fn add(model: &mut Model<'_>) {
    capacity::add(model);
    in_use::add(model);
    project::add(model);
    balance::add(model);
    by_product::add(model);
    reserve::add(model);
    scrap::add(model);
    substitution::add(model);
    stock::add(model);
    purchase::add(model);
    availability::add(model);
    threat::add(model);
    single_supplier::add(model);
    own_share::add(model);
    survive::add(model);
    stays_met::add(model);
    tail::add(model);
}

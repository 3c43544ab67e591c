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
pub(crate) mod turnover;

use crate::frame::Frame;
use crate::lp::Lp;
use crate::variable::columns::Variables;

/// Adds every family but the budget, which sums what the objective charges.
pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    capacity::add(frame, v, lp);
    in_use::add(frame, v, lp);
    project::add(frame, v, lp);
    balance::add(frame, v, lp);
    by_product::add(frame, v, lp);
    reserve::add(frame, v, lp);
    scrap::add(frame, v, lp);
    substitution::add(frame, v, lp);
    stock::add(frame, v, lp);
    turnover::add(frame, v, lp);
    purchase::add(frame, v, lp);
    availability::add(frame, v, lp);
    threat::add(frame, v, lp);
    single_supplier::add(frame, v, lp);
    own_share::add(frame, v, lp);
    survive::add(frame, v, lp);
    stays_met::add(frame, v, lp);
    tail::add(frame, v, lp);
}

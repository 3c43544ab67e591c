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
use monazite::{Cancelled, Watch};

/// Every family but the budget, which sums what the objective charges.
const FAMILIES: [fn(&Frame<'_>, &Variables, &mut Lp); 18] = [
    capacity::add,
    in_use::add,
    project::add,
    balance::add,
    by_product::add,
    reserve::add,
    scrap::add,
    substitution::add,
    stock::add,
    turnover::add,
    purchase::add,
    availability::add,
    threat::add,
    single_supplier::add,
    own_share::add,
    survive::add,
    stays_met::add,
    tail::add,
];

/// Adds them, until the watch is cancelled.
pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp, watch: &Watch) -> Result<(), Cancelled> {
    FAMILIES.into_iter().try_for_each(|family| {
        watch.go_on()?;
        family(frame, v, lp);
        Ok(())
    })
}

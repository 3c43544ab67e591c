//! The unknowns of the programme, one block a file. Masses are in the unit of their mineral.

mod activity;
mod build;
pub(crate) mod columns;
mod installed;
mod recourse;
mod slack;
mod stock;
mod substitution;
mod tail;
mod trade;
mod unmet;

use crate::frame::Frame;
use crate::lp::Lp;
use columns::Variables;

/// Adds every unknown.
pub(crate) fn add(frame: &Frame<'_>, lp: &mut Lp) -> Variables {
    let mut v = Variables::default();
    build::add(frame, &mut v, lp);
    installed::add(frame, &mut v, lp);
    activity::add(frame, &mut v, lp);
    trade::add(frame, &mut v, lp);
    stock::add(frame, &mut v, lp);
    substitution::add(frame, &mut v, lp);
    unmet::add(frame, &mut v, lp);
    recourse::add(frame, &mut v, lp);
    slack::add(frame, &mut v, lp);
    tail::add(frame, &mut v, lp);
    v
}

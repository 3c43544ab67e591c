//! The terms of the objective, one a file: discounted million USD of the baseline year.

mod capital;
mod charge;
mod operating;
pub(crate) mod risk;
mod stock;
mod substitution;
mod trade;
mod unmet;

use crate::frame::Frame;
use crate::lp::Lp;
use crate::variable::columns::Variables;

/// Adds every term.
pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    capital::add(frame, v, lp);
    operating::add(frame, v, lp);
    trade::add(frame, v, lp);
    stock::add(frame, v, lp);
    substitution::add(frame, v, lp);
    unmet::add(frame, v, lp);
    risk::add(frame, v, lp);
}

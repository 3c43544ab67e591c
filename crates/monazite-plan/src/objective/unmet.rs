//! Unmet need in a normal year, at the value added that is lost with it and at least at its price.

use super::charge::charge;
use crate::frame::Frame;
use crate::lp::{Item, Lp};
use crate::variable::columns::Variables;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (&(form, end_use, zone, y), &column) in &v.unmet {
        let value = frame.value_of_need((form, end_use, zone), y);
        charge(frame, lp, column, Item::Unmet, y, value);
    }
}

//! Trade: moving a form costs a part of its value, from the supplier, from the pool and to the rest of the world alike.

use super::charge::charge;
use crate::data::{Costs, MILLION};
use crate::frame::Frame;
use crate::lp::{Item, Lp};
use crate::variable::columns::Variables;
use monazite::system::investment::Parameter;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let bought = v.import.iter().chain(&v.taken).map(|(&(f, _, y), &c)| (f, y, c));
    let sold = v.sale.iter().map(|(&(f, y), &c)| (f, y, c));
    for (form, y, column) in bought.chain(sold) {
        let costs = Costs::new(frame.network.system);
        let share = costs.form(Parameter::TradeCost, form, None);
        let unit = frame.of_form(form).unit;
        charge(frame, lp, column, Item::Trade, y, share * costs.price(form).get() * unit / MILLION);
    }
}

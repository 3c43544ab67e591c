//! Stocks: the premium paid on purchase, and every year the cost of holding and of the money tied up. The form itself
//! keeps its value and is no cost.

use super::charge::charge;
use crate::data::{Costs, MILLION};
use crate::frame::Frame;
use crate::lp::{Item, Lp};
use crate::variable::columns::Variables;
use monazite::system::investment::Parameter;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let rate = frame.network.programme.discount_rate.get();
    for (&(form, zone, y), &column) in &v.held {
        let costs = Costs::new(frame.network.system);
        let unit = frame.of_form(form).unit;
        let value = costs.price(form).get() * unit / MILLION;
        let holding = costs.form(Parameter::HoldingCost, form, None);
        let premium = costs.form(Parameter::StockPremium, form, None);
        let bought = v.bought[&(form, zone, y)];
        charge(frame, lp, column, Item::Stock, y, (holding + rate) * value);
        charge(frame, lp, bought, Item::Stock, y, premium * value);
    }
}

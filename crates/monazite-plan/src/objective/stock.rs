//! Stocks: the premium paid on purchase, and every year the cost of holding, of turning over what does not keep and of the
//! money tied up. The form itself keeps its value and is no cost.

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
        // What does not keep is sold and replaced in time.
        let turned_over = costs
            .shelf_life(form)
            .map_or(0.0, |years| costs.form(Parameter::TurnoverCost, form, None) / years);
        charge(frame, lp, column, Item::Stock, y, (holding + turned_over + rate) * value);
        charge(frame, lp, bought, Item::Stock, y, premium * value);
    }
}

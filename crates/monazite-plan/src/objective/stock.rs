//! Stocks: the premium paid on purchase, and every year the cost of holding and of the money tied up. The form itself
//! keeps its value and is no cost.

use super::{MILLION, charge};
use crate::data::Costs;
use crate::lp::Item;
use crate::model::Model;
use monazite::system::investment::Parameter;

pub(crate) fn add(model: &mut Model<'_>) {
    let rate = model.network.programme.discount_rate.get();
    let held: Vec<_> = model.variables.held.iter().map(|(&k, &c)| (k, c)).collect();
    for ((form, zone, y), column) in held {
        let costs = Costs::new(model.network.system);
        let unit = model.network.minerals[model.chain_of_form(form)].unit;
        let value = costs.price(form).get() * unit / MILLION;
        let holding = costs.form(Parameter::HoldingCost, form, None);
        let premium = costs.form(Parameter::StockPremium, form, None);
        let bought = model.variables.bought[&(form, zone, y)];
        charge(model, column, Item::Stock, y, (holding + rate) * value);
        charge(model, bought, Item::Stock, y, premium * value);
    }
}

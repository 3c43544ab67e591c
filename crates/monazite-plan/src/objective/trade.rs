//! Trade: moving a form costs a part of its value, from the supplier, from the pool and to the rest of the world alike.

use super::{MILLION, charge};
use crate::data::Costs;
use crate::lp::Item;
use crate::model::Model;
use monazite::system::investment::Parameter;

pub(crate) fn add(model: &mut Model<'_>) {
    let v = &model.variables;
    let bought = v.import.iter().chain(&v.taken).map(|(&(f, _, y), &c)| (f, y, c));
    let moved: Vec<_> = bought.chain(v.sale.iter().map(|(&(f, y), &c)| (f, y, c))).collect();
    for (form, y, column) in moved {
        let costs = Costs::new(model.network.system);
        let share = costs.form(Parameter::TradeCost, form, None);
        let unit = model.network.minerals[model.chain_of_form(form)].unit;
        charge(model, column, Item::Trade, y, share * costs.price(form).get() * unit / MILLION);
    }
}

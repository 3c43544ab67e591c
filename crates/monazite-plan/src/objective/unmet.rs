//! Unmet need in a normal year, at the value added that is lost with it.

use super::charge;
use crate::lp::Item;
use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    let all: Vec<_> = model.variables.unmet.iter().map(|(&k, &c)| (k, c)).collect();
    for ((form, end_use, _, y), column) in all {
        let value = model.value_of_need(form, end_use);
        charge(model, column, Item::Unmet, y, value);
    }
}

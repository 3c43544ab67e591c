//! Substitution: doing without a tonne costs a multiple of its price.

use super::{MILLION, charge};
use crate::data::Costs;
use crate::lp::Item;
use crate::model::Model;
use monazite::id::{EndUseId, FormId};
use monazite::system::investment::Parameter;

pub(crate) fn add(model: &mut Model<'_>) {
    let all: Vec<_> = model.variables.substituted.iter().map(|(&k, &c)| (k, c)).collect();
    for ((form, end_use, _, y), column) in all {
        let cost = per_unit(model, form, end_use);
        charge(model, column, Item::Substitution, y, cost);
    }
}

/// Million USD per unit of mass done without.
pub(crate) fn per_unit(model: &Model<'_>, form: FormId, end_use: EndUseId) -> f64 {
    let costs = Costs::new(model.network.system);
    let ratio = costs.form(Parameter::SubstitutionCost, form, Some(end_use));
    ratio * costs.price(form).get() * model.network.minerals[model.chain_of_form(form)].unit / MILLION
}

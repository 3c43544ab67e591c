//! Substitution: doing without a tonne costs a multiple of its price.

use super::charge::charge;
use crate::data::{Costs, MILLION};
use crate::frame::Frame;
use crate::lp::{Item, Lp};
use crate::variable::columns::Variables;
use monazite::id::{EndUseId, FormId};
use monazite::system::investment::Parameter;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (&(form, end_use, _, y), &column) in &v.substituted {
        let cost = per_unit(frame, form, end_use);
        charge(frame, lp, column, Item::Substitution, y, cost);
    }
}

/// Million USD per unit of mass done without.
pub(crate) fn per_unit(frame: &Frame<'_>, form: FormId, end_use: EndUseId) -> f64 {
    let costs = Costs::new(frame.network.system);
    let ratio = costs.form(Parameter::SubstitutionCost, form, Some(end_use));
    ratio * costs.price(form).get() * frame.of_form(form).unit / MILLION
}

//! Substitution takes time and ends somewhere: `Q[f,u,z,y] <= min(limit, rate (y - start + 1)) D[f,u,z,y]`.

use crate::data::Costs;
use crate::lp::Bound;
use crate::model::Model;
use monazite::id::{EndUseId, FormId};
use monazite::system::investment::Parameter;

pub(crate) fn add(model: &mut Model<'_>) {
    for chain in &model.network.minerals {
        for (&(form, end_use, zone), need) in &chain.need {
            for (y, year) in model.network.years.iter().enumerate() {
                let column = model.variables.substituted[&(form, end_use, zone, y)];
                let most = share(model, form, end_use, y) * need[y] / chain.unit;
                let name = format!("substitution[{},{year}]", model.names.need(form, end_use, zone));
                model.lp.at_most(name, vec![(column, 1.0)], Bound::fixed(most));
            }
        }
    }
}

/// Part of need that can be done without in a year.
pub(crate) fn share(model: &Model<'_>, form: FormId, end_use: EndUseId, y: usize) -> f64 {
    let costs = Costs::new(model.network.system);
    let limit = costs.form(Parameter::SubstitutionLimit, form, Some(end_use));
    let rate = costs.form(Parameter::SubstitutionRate, form, Some(end_use));
    limit.min(rate * (y as f64 + 1.0))
}

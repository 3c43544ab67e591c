//! A project is built once: over all years at most its expected capacity.

use crate::lp::Bound;
use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    for k in 0..model.choices.len() {
        let (chain, choice) = &model.choices[k];
        if !choice.limit.is_finite() {
            continue;
        }
        let limit = choice.limit / model.network.minerals[*chain].unit;
        let name = format!("project[{},{}]", choice.project.replace(' ', "_"), model.names.zone(choice.zone));
        let years = 0..model.network.years.len();
        let terms = years.map(|y| (model.variables.build[&(k, y)], 1.0)).collect();
        model.lp.at_most(name, terms, Bound::fixed(limit));
    }
}

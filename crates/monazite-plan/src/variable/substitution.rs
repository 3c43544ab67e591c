//! Q[f,u,z,y]: need of an end use that is done without, by another form or a leaner design.

use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    for chain in &model.network.minerals {
        for &(form, end_use, zone) in chain.need.keys() {
            for (y, year) in model.network.years.iter().enumerate() {
                let name = format!("substituted[{},{year}]", model.names.need(form, end_use, zone));
                let column = model.lp.column(name, f64::INFINITY, Some(zone));
                model.variables.substituted.insert((form, end_use, zone, y), column);
            }
        }
    }
}

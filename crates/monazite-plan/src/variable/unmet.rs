//! U[f,u,z,y]: need of an end use that is not met in a normal year.

use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    for chain in &model.network.minerals {
        for (&(form, end_use, zone), need) in &chain.need {
            for (y, year) in model.network.years.iter().enumerate() {
                let name = format!("unmet[{},{year}]", model.names.need(form, end_use, zone));
                let column = model.lp.column(name, need[y] / chain.unit, Some(zone));
                model.variables.unmet.insert((form, end_use, zone, y), column);
            }
        }
    }
}

//! S[f,z,y]: strategic stock of a member at the end of a year, S[f,y] that of all; B[f,z,y]: bought in the year.

use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    let network = model.network;
    for chain in &network.minerals {
        for &form in &chain.forms {
            for (y, year) in network.years.iter().enumerate() {
                let name = format!("held[{},{year}]", model.names.form(form));
                let column = model.lp.column(name, f64::INFINITY, None);
                model.variables.held_together.insert((form, y), column);
            }
            for zone in network.members() {
                for (y, year) in network.years.iter().enumerate() {
                    let place = format!("{},{},{year}", model.names.form(form), model.names.zone(zone));
                    let mut add =
                        |block: &str| model.lp.column(format!("{block}[{place}]"), f64::INFINITY, Some(zone));
                    let (held, bought) = (add("held"), add("bought"));
                    model.variables.held.insert((form, zone, y), held);
                    model.variables.bought.insert((form, zone, y), bought);
                }
            }
        }
    }
}

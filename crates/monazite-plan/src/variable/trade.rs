//! I[f,z,y]: bought from the supplier; G and E[f,z,y]: taken from and given to the pool of members, hosts and the rest of
//! the world; R[f,y]: what the pool buys from the rest of the world.

use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    let network = model.network;
    for chain in &network.minerals {
        for &form in &chain.forms {
            for (y, year) in network.years.iter().enumerate() {
                let key = model.names.form(form);
                for zone in 0..network.zones.len() {
                    let (name, member) = (model.names.zone(zone), model.names.member(zone));
                    let mut add = |block: &str| {
                        model.lp.column(format!("{block}[{key},{name},{year}]"), f64::INFINITY, member)
                    };
                    let (import, taken, given) = (add("import"), add("taken"), add("given"));
                    model.variables.import.insert((form, zone, y), import);
                    model.variables.taken.insert((form, zone, y), taken);
                    model.variables.given.insert((form, zone, y), given);
                }
                let column = model.lp.column(format!("elsewhere[{key},{year}]"), f64::INFINITY, None);
                model.variables.elsewhere.insert((form, y), column);
            }
        }
    }
}

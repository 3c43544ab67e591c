//! I[f,z,y]: bought from the supplier; G and E[f,z,y]: taken from and given to the pool of members, hosts and the rest of
//! the world; R[f,y]: what the pool buys from the rest of the world; A[f,y]: what it sells there; I[f,y]:
//! what all zones buy from the supplier, and O[f,y]: make.

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
                let mut add =
                    |block: &str| model.lp.column(format!("{block}[{key},{year}]"), f64::INFINITY, None);
                let (elsewhere, sale, imported) = (add("elsewhere"), add("sale"), add("imported"));
                let made = add("made");
                model.variables.made.insert((form, y), made);
                model.variables.imported.insert((form, y), imported);
                model.variables.elsewhere.insert((form, y), elsewhere);
                model.variables.sale.insert((form, y), sale);
            }
        }
    }
}

//! Stock balance: `S[f,z,y] = S[f,z,y-1] + B[f,z,y]`; what is there today is the first stock. Stock is released under
//! threats only, and a threat is a branch that leaves the years of the programme as they are.

use crate::lp::Bound;
use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    let held: Vec<_> = model.variables.held.iter().map(|(&k, &c)| (k, c)).collect();
    for ((form, zone, y), column) in held {
        let chain = &model.network.minerals[model.chain_of_form(form)];
        let mut terms = vec![(column, 1.0), (model.variables.bought[&(form, zone, y)], -1.0)];
        let mut bound = Bound::default();
        match y.checked_sub(1) {
            Some(last) => terms.push((model.variables.held[&(form, zone, last)], -1.0)),
            None => {
                let today = chain.stocks.get(&(form, zone)).copied().unwrap_or(0.0);
                bound.present.push((zone, today / chain.unit));
            }
        }
        let year = model.network.years[y];
        let name = format!("stock[{},{},{year}]", model.names.form(form), model.names.zone(zone));
        model.lp.equal(name, terms, bound);
    }
    let together: Vec<_> = model.variables.held_together.iter().map(|(&k, &c)| (k, c)).collect();
    for ((form, y), column) in together {
        let mut terms = vec![(column, 1.0)];
        terms.extend(model.network.members().map(|z| (model.variables.held[&(form, z, y)], -1.0)));
        let name = format!("stock[{},{}]", model.names.form(form), model.network.years[y]);
        model.lp.equal(name, terms, Bound::default());
    }
}

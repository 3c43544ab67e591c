//! Stocks are bought in a market of limited size: `sum_z B[f,z,y] <= limit x yearly supply outside the supplier`;
//! of that limit each set of members has its part by need.

use crate::data::Costs;
use crate::lp::Bound;
use crate::model::Model;
use monazite::system::investment::Parameter;

pub(crate) fn add(model: &mut Model<'_>) {
    let network = model.network;
    for chain in &network.minerals {
        for &form in &chain.forms {
            let outside = chain.outside.get(&form).copied().unwrap_or(0.0);
            let part = Costs::new(network.system).form(Parameter::PurchaseLimit, form, None);
            for (y, year) in network.years.iter().enumerate() {
                let terms = network.members().map(|z| (model.variables.bought[&(form, z, y)], 1.0)).collect();
                let bound = Bound { parts: chain.parts(y), ..Bound::fixed(part * outside / chain.unit) };
                let name = format!("purchase[{},{year}]", model.names.form(form));
                model.lp.at_most(name, terms, bound);
            }
        }
    }
}

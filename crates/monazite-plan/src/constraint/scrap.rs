//! Recycling ends with the scrap there is: `sum_p X[p,z,y] <= scrap[z,y]` over the recycling of a mineral.

use crate::lp::Bound;
use crate::model::Model;
use monazite::system::Stage;

pub(crate) fn add(model: &mut Model<'_>) {
    let network = model.network;
    for chain in &network.minerals {
        let recyclers = model.of_stage(chain, Stage::Recycling);
        if recyclers.is_empty() {
            continue;
        }
        for zone in network.members() {
            for (y, year) in network.years.iter().enumerate() {
                let running = recyclers.iter().filter_map(|&p| model.variables.activity.get(&(p, zone, y)));
                let terms = running.map(|&x| (x, 1.0)).collect();
                let scrap = chain.scrap.get(&zone).map_or(0.0, |by_year| by_year[y]) / chain.unit;
                let mineral = model.names.mineral(chain.mineral);
                let name = format!("scrap[{mineral},{},{year}]", model.names.zone(zone));
                model.lp.at_most(name, terms, Bound::fixed(scrap));
            }
        }
    }
}

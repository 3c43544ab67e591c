//! A mine ends with its reserves: over the horizon a zone extracts at most what lies there today.
//!
//! `sum_p sum_y X[p,z,y] <= reserves[z]` over the extraction of a mineral. A zone that extracts today without reported
//! reserves keeps its capacity and is not limited; it gets no new mine.

use crate::lp::Bound;
use crate::model::Model;
use monazite::system::Stage;

pub(crate) fn add(model: &mut Model<'_>) {
    let network = model.network;
    for chain in &network.minerals {
        for (&zone, &reserve) in &chain.reserves {
            let mines = model.of_stage(chain, Stage::Extraction);
            let years = 0..network.years.len();
            let columns = years.flat_map(|y| mines.iter().map(move |&p| (p, zone, y)));
            let terms =
                columns.filter_map(|at| model.variables.activity.get(&at).map(|&x| (x, 1.0))).collect();
            let name = format!("reserve[{},{}]", model.names.mineral(chain.mineral), model.names.zone(zone));
            model.lp.at_most(name, terms, Bound::fixed(reserve / chain.unit));
        }
    }
}

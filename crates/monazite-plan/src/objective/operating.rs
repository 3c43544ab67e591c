//! Running cost of new capacity above that of the incumbent, where it is above; that of recycling is an item of its own.
//!
//! Capacity of today sells at import parity and costs the programme nothing.

use super::{MILLION, charge};
use crate::data::Costs;
use crate::lp::Item;
use crate::model::Model;
use monazite::system::Stage;
use monazite::system::investment::Parameter;

pub(crate) fn add(model: &mut Model<'_>) {
    let running: Vec<_> = model.variables.new_activity.iter().map(|(&k, &c)| (k, c)).collect();
    for ((process, zone, y), column) in running {
        let unit = model.network.minerals[model.chain_of(process)].unit;
        let country = model.network.zones[zone].country();
        let above = Costs::new(model.network.system).process(Parameter::CostDifference, process, country);
        let recycling = model.network.system.processes[process].stage == Stage::Recycling;
        let item = if recycling { Item::Recycling } else { Item::Operating };
        charge(model, column, item, y, above.unwrap_or(0.0).max(0.0) * unit / MILLION);
    }
}

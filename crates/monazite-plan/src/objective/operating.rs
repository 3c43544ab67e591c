//! Running cost of new capacity above that of the incumbent, where it is above; that of recycling is an item of its own.
//!
//! Capacity of today sells at import parity and costs the programme nothing.

use super::charge::charge;
use crate::data::{Costs, MILLION};
use crate::frame::Frame;
use crate::lp::{Item, Lp};
use crate::variable::columns::Variables;
use monazite::system::Stage;
use monazite::system::investment::Parameter;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    for (&(process, zone, y), &column) in &v.new_activity {
        let unit = frame.of_process(process).unit;
        let country = frame.network.zones[zone].country();
        let above = Costs::new(frame.network.system).process(Parameter::CostDifference, process, country);
        let recycling = frame.network.system.processes[process].stage == Stage::Recycling;
        let item = if recycling { Item::Recycling } else { Item::Operating };
        charge(frame, lp, column, item, y, above.unwrap_or(0.0).max(0.0) * unit / MILLION);
    }
}

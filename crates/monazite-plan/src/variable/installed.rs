//! C[p,z,y]: new capacity of process p in zone z that is online, on average over year y; C[p,y]: that of all zones.
//!
//! They follow from what was built. Rows that ask for capacity name one of them instead of every decision before, which
//! keeps the programme sparse.

use crate::model::Model;
use std::collections::BTreeSet;

pub(crate) fn add(model: &mut Model<'_>) {
    let places: BTreeSet<_> = model.choices.iter().map(|(_, c)| (c.process, c.zone)).collect();
    let processes: BTreeSet<_> = places.iter().map(|(p, _)| *p).collect();
    for (y, &year) in model.network.years.iter().enumerate() {
        for &(process, zone) in &places {
            let name = format!("installed[{}]", model.names.place(process, zone, year));
            let column = model.lp.column(name, f64::INFINITY, model.names.member(zone));
            model.variables.installed.insert((process, zone, y), column);
        }
        for &process in &processes {
            let name = format!("installed[{},{year}]", model.names.process(process));
            let column = model.lp.column(name, f64::INFINITY, None);
            model.variables.installed_anywhere.insert((process, y), column);
        }
    }
}

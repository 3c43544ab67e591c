//! X[p,z,y]: activity of process p in zone z; V[p,z,y]: the part of it that runs on new capacity.

use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    let network = model.network;
    for chain in &network.minerals {
        for &process in &chain.processes {
            for zone in 0..network.zones.len() {
                if !model.can_run(process, zone) {
                    continue;
                }
                for (y, &year) in network.years.iter().enumerate() {
                    let place = model.names.place(process, zone, year);
                    let member = model.names.member(zone);
                    let mut add =
                        |block: &str| model.lp.column(format!("{block}[{place}]"), f64::INFINITY, member);
                    let (activity, new) = (add("activity"), add("new_activity"));
                    model.variables.activity.insert((process, zone, y), activity);
                    model.variables.new_activity.insert((process, zone, y), new);
                }
            }
        }
    }
}

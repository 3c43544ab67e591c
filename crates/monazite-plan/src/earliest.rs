//! The earliest year of each target, whatever the cost and whatever becomes of the other targets.

use crate::Error;
use crate::lp::Column;
use crate::solve::{MET, Session};
use monazite::plan::Earliest;

pub(crate) fn earliest(session: &mut Session<'_, '_>) -> Result<Vec<Earliest>, Error> {
    let model = session.model;
    let last = model.network.years.len();
    let all: Vec<Column> = model.variables.slack.values().copied().collect();
    session.release(&all)?;
    let mut found = Vec::new();
    for (t, target) in model.targets.iter().enumerate() {
        // What can hold from a year on can hold from every later year on: halve the years.
        let (mut low, mut high) = (0, last);
        while low < high {
            let middle = (low + high) / 2;
            if can_hold(session, t, middle)? { high = middle } else { low = middle + 1 }
        }
        found.push(Earliest {
            mineral: model.network.minerals[target.chain].mineral,
            target: target.kind.clone(),
            year: model.network.years.get(low).copied(),
        });
    }
    session.restore_costs()?;
    Ok(found)
}

/// Whether a target can hold from a year to the end.
fn can_hold(session: &mut Session<'_, '_>, t: usize, from: usize) -> Result<bool, Error> {
    let slack = &session.model.variables.slack;
    let lacking: Vec<(Column, f64)> =
        (from..session.model.network.years.len()).map(|y| (slack[&(t, y)], 1.0)).collect();
    session.minimise(&lacking)?;
    let point = session.optimum("the earliest year of a target")?;
    Ok(lacking.iter().all(|(c, _)| point.columns[c.0] <= MET))
}

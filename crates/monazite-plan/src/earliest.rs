//! The earliest year of each target, whatever the cost and whatever becomes of the other targets.

use crate::error::Error;
use crate::lp::Column;
use crate::solve::{MET, Session};
use monazite::plan::Earliest;

pub(crate) fn earliest(session: &mut Session<'_, '_>) -> Result<Vec<Earliest>, Error> {
    let model = session.model;
    let years = model.network().years.len();
    let all: Vec<Column> = model.variables.slack.values().copied().collect();
    session.release(&all)?;
    // What all targets reach together each can reach alone, and most are met from the first year.
    let targets: Vec<usize> = (0..model.frame.targets.len()).collect();
    let together = reached(session, &targets, 0)?;
    let mut found = Vec::new();
    for (t, target) in model.frame.targets.iter().enumerate() {
        let mut first = together[t];
        if first > 0 {
            first = reached(session, &[t], 0)?[0];
        }
        // Least in all years together need not be soonest.
        while first > 0 && reached(session, &[t], first - 1)?[0] < first {
            first -= 1;
        }
        found.push(Earliest {
            mineral: model.network().minerals[target.chain].mineral,
            target: target.kind.clone(),
            year: (first < years).then(|| model.network().years[first]),
        });
    }
    session.restore_costs()?;
    Ok(found)
}

/// The first year from which each of some targets holds, as they lack least from a year on; the number of years if none.
fn reached(session: &mut Session<'_, '_>, targets: &[usize], from: usize) -> Result<Vec<usize>, Error> {
    let slack = &session.model.variables.slack;
    let years = session.model.network().years.len();
    let lacking = targets.iter().flat_map(|&t| (from..years).map(move |y| (slack[&(t, y)], 1.0)));
    session.minimise(&lacking.collect::<Vec<_>>())?;
    let point = session.optimum("the earliest year")?;
    let held = |t: usize| (from..years).rev().take_while(|&y| point.columns[slack[&(t, y)].0] <= MET).count();
    Ok(targets.iter().map(|&t| years - held(t)).collect())
}

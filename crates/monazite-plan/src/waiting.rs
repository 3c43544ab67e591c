//! The cost of waiting: the same programme, with nothing decided in its first years.

use crate::Error;
use crate::lp::Column;
use crate::solve::Session;
use monazite::plan::Wait;
use monazite::quantity::UsDollars;

/// Years of delay that are looked at.
const DELAYS: [u32; 4] = [0, 1, 2, 5];

/// Beyond the money that is spent without a programme, million USD.
pub(crate) fn waiting(session: &mut Session<'_, '_>, spent_without: f64) -> Result<Vec<Wait>, Error> {
    let v = &session.model.variables;
    let decided = v.build.iter().map(|(&(_, y), &c)| (y, c));
    let decisions: Vec<(usize, Column)> =
        decided.chain(v.bought.iter().map(|(&(_, _, y), &c)| (y, c))).collect();
    let mut waits: Vec<Wait> = Vec::new();
    let mut missed_at_once = 0.0;
    for years in DELAYS {
        let blocked = decisions.iter().filter(|(y, _)| *y < years as usize);
        let blocked: Vec<(Column, f64)> = blocked.map(|&(_, c)| (c, 0.0)).collect();
        session.limit(&blocked)?;
        let missed: f64 = session.come_nearest()?.iter().map(|(_, lack)| lack).sum();
        let point = session.optimum("a later start")?;
        let (spent, loss) = session.spent_and_lost(&point);
        if years == 0 {
            missed_at_once = missed;
        }
        waits.push(Wait {
            years,
            spent: UsDollars::new((spent - spent_without) * 1e6),
            loss: UsDollars::new(loss * 1e6),
            missed: (missed - missed_at_once).max(0.0),
        });
    }
    session.release(&decisions.iter().map(|d| d.1).collect::<Vec<_>>())?;
    Ok(waits)
}

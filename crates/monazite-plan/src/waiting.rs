//! The cost of waiting: the same programme, with nothing decided in its first years.

use crate::Error;
use crate::lp::Column;
use crate::solve::Session;
use monazite::plan::Wait;
use monazite::quantity::UsDollars;

/// Years of delay that are looked at.
const DELAYS: [u32; 3] = [1, 2, 5];

/// What a start spends and loses, million USD, and the target-years that it misses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    pub(crate) spent: f64,
    pub(crate) loss: f64,
    pub(crate) missed: f64,
}

/// Money beyond what is spent without a programme, million USD; the start at once is known.
pub(crate) fn waiting(
    session: &mut Session<'_, '_>,
    spent_without: f64,
    at_once: At,
) -> Result<Vec<Wait>, Error> {
    let decisions = session.model.variables.decisions();
    let wait = |years, at: At| Wait {
        years,
        spent: UsDollars::new((at.spent - spent_without) * 1e6),
        loss: UsDollars::new(at.loss * 1e6),
        missed: (at.missed - at_once.missed).max(0.0),
    };
    let mut waits = vec![wait(0, at_once)];
    for years in DELAYS {
        let blocked = decisions.iter().filter(|(y, _)| *y < years as usize);
        let blocked: Vec<(Column, f64)> = blocked.map(|&(_, c)| (c, 0.0)).collect();
        session.limit(&blocked)?;
        let missed = session.come_nearest()?.iter().map(|(_, lack)| lack).sum();
        let point = session.cheapest("a later start")?;
        let (spent, loss) = session.spent_and_lost(&point);
        waits.push(wait(years, At { spent, loss, missed }));
    }
    session.release(&decisions.iter().map(|d| d.1).collect::<Vec<_>>())?;
    Ok(waits)
}

//! The cost of waiting: the same programme, with nothing decided in its first years.
//!
//! Every start is held to the targets as far as the latest start can meet them. What is open to a later start is open to
//! an earlier one too, so money and losses together never fall with the delay. What a later start lacks of the targets is
//! counted apart, each start coming as near as it can; that never falls either.

use crate::error::Error;
use crate::lp::Column;
use crate::solve::Session;
use monazite::plan::Items;

/// Years of delay that are looked at, the start at once first.
pub(crate) const DELAYS: [u32; 4] = [0, 1, 2, 5];

/// What each start costs by item, and the target-years that it misses.
pub(crate) fn waiting(session: &mut Session<'_, '_>) -> Result<Vec<(Items, f64)>, Error> {
    let mut missed = Vec::new();
    for years in DELAYS {
        begin_after(session, years)?;
        missed.push(session.come_nearest()?.iter().map(|(_, lack)| lack).sum());
    }
    // Held to what the last of them lacks.
    let mut starts = Vec::new();
    for (years, missed) in DELAYS.into_iter().zip(missed) {
        begin_after(session, years)?;
        starts.push((session.model.items(&session.cheapest("a later start")?), missed));
    }
    begin_after(session, 0)?;
    Ok(starts)
}

/// Blocks the decisions of some first years, and no others.
fn begin_after(session: &mut Session<'_, '_>, years: u32) -> Result<(), Error> {
    let (blocked, open): (Vec<_>, Vec<_>) =
        session.model.variables.decisions().into_iter().partition(|(y, _)| *y < years as usize);
    session.release(&open.into_iter().map(|(_, c)| c).collect::<Vec<_>>())?;
    session.limit(&blocked.into_iter().map(|(_, c)| (c, 0.0)).collect::<Vec<(Column, f64)>>())
}

//! The day of a week.

use crate::document::{Part, Reader};
use monazite::scenario::{Date, Scenario, days};

/// The first day of a week of a scenario, which must be in it.
pub(super) fn day_of(reader: &mut Reader<'_>, part: &Part<'_>, scenario: &Scenario) -> Option<(u32, Date)> {
    let week = part.number(reader, "week")?;
    let weeks = (scenario.horizon.get() / 7.0).ceil();
    if week >= weeks {
        part.problem(reader, "week", "the week is after the end", format!("0 to {}", weeks - 1.0), "");
        return None;
    }
    Some((week as u32, scenario.start.saturating_add(days(7 * week as i64))))
}

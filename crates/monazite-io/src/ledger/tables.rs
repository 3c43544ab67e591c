//! Rows of a table of the ledger, each checked against the columns.

use crate::records::{Records, records};
use crate::repeat::Seen;
use crate::row::{Memory, Row};
use crate::spec::Spec;
use monazite_track::day::Day;

/// Reads every sound row of a table.
pub(super) fn rows(
    spec: &'static Spec,
    bytes: &[u8],
    memory: &mut Memory,
    mut each: impl FnMut(&mut Row<'_>) -> Option<()>,
) {
    let Some(Records { positions, rows }) = records(spec, bytes, &mut memory.problems) else { return };
    let mut seen = Seen::new(rows.len());
    for (line, record) in &rows {
        let mut row = Row { spec, positions: &positions, record, line: *line, memory: &mut *memory };
        let sound = row.check_cells();
        if seen.is_new(&mut row) && sound {
            let _ = each(&mut row);
        }
    }
}

/// A pipe list; empty where the cell is blank.
pub(super) fn list(text: &str) -> Vec<String> {
    text.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A day that must be there.
pub(super) fn day(row: &mut Row<'_>, column: &str) -> Option<Day> {
    let day = Day::parse(row.text(column));
    if day.is_none() {
        row.problem(
            column,
            "the day is not in the calendar",
            "2026-11-10, 2026-11 or 2026",
            "a day, a month or a year of the Gregorian calendar",
        );
    }
    day
}

/// A day that may be left out: outer `None` if it is wrong.
pub(super) fn maybe_day(row: &mut Row<'_>, column: &str) -> Option<Option<Day>> {
    if row.text(column).is_empty() { Some(None) } else { day(row, column).map(Some) }
}

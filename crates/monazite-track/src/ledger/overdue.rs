//! Terms that are over without anybody saying what followed.

use super::ledger::Ledger;
use super::status::StatusRow;
use jiff::civil::Date;

/// A term that is over without a successor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue<'a> {
    /// The row whose term is over.
    pub row: &'a StatusRow,
}

/// Every `until` that has passed by a day and after which the clause has no row, in the order of the ledger.
///
/// A row that says `not_verified`, and rows of readings, are successors: somebody looked.
#[must_use]
pub fn overdue(ledger: &Ledger, on: Date) -> Vec<Overdue<'_>> {
    let followed = |row: &StatusRow, end: Date| {
        ledger.statuses.iter().any(|next| {
            next.clause == row.clause
                && next.order() > row.order()
                && next.date.first() <= end
                && (row.reading.is_empty() || next.reading.is_empty() || next.reading == row.reading)
        })
    };
    ledger
        .statuses
        .iter()
        .filter(|row| row.until.is_some_and(|until| until.last() <= on && !followed(row, until.last())))
        .map(|row| Overdue { row })
        .collect()
}

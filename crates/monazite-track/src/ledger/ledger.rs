//! The tables of the ledger together.

use super::clause::{Clause, Entity};
use super::status::StatusRow;

/// Clauses, what became of them, and the entities that lists name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// One a clause, in the order of their keys.
    pub clauses: Vec<Clause>,
    /// One a change of a clause.
    pub statuses: Vec<StatusRow>,
    /// One an entity on a list.
    pub entities: Vec<Entity>,
}

impl Ledger {
    /// The rows of a clause, in the order of their dates.
    #[must_use]
    pub fn history(&self, clause: &str) -> Vec<&StatusRow> {
        let mut rows: Vec<&StatusRow> = self.statuses.iter().filter(|row| row.clause == clause).collect();
        // In any order of rows: by date, then what comes first in the life of a measure.
        rows.sort_by(|a, b| a.order().cmp(&b.order()));
        rows
    }

    /// The clause of a key.
    #[must_use]
    pub fn clause(&self, key: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.key == key)
    }

    /// The last day on which anything in it became known: as of when it speaks.
    #[must_use]
    pub fn as_of(&self) -> Option<jiff::civil::Date> {
        self.statuses.iter().map(|row| row.known.first()).max()
    }
}

//! Every clause with what holds of it on a day.

use super::clause::Clause;
use super::ledger::Ledger;
use super::standing::{Ask, Kind, Standing, standing};
use super::status::Status;
use jiff::Span;
use jiff::civil::Date;

/// What holds of a clause.
pub type Row<'a> = (&'a Clause, Standing<'a>);

/// Every clause that was known, with what holds of it, in the order of their keys.
#[must_use]
pub fn held<'a>(ledger: &'a Ledger, ask: Ask<'_>) -> Vec<Row<'a>> {
    ledger
        .clauses
        .iter()
        .filter_map(|clause| Some((clause, standing(&ledger.history(&clause.key), ask)?)))
        .collect()
}

/// The part of a page in which a clause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Readings disagree, or a term is over and nobody has verified what followed.
    Open,
    /// It holds.
    InForce,
    /// It is on the books and does not hold.
    Suspended,
    /// It was announced or is scheduled.
    Ahead,
    /// It is over.
    Over,
}

impl Part {
    /// The part of a standing.
    #[must_use]
    pub const fn of(standing: &Standing<'_>) -> Self {
        match (standing.verdict.kind, standing.status) {
            (Kind::Disputed | Kind::NotVerified, _) | (_, Status::NotVerified) => Self::Open,
            (_, Status::InForce) => Self::InForce,
            (_, Status::Suspended) => Self::Suspended,
            (_, Status::Announced | Status::Scheduled) => Self::Ahead,
            (_, Status::Lapsed | Status::Stopped | Status::Concluded | Status::Superseded) => Self::Over,
        }
    }
}

/// Whether the status ends within some days after a day, in what holds or in a reading of it.
#[must_use]
pub fn ends_within(standing: &Standing<'_>, on: Date, days: u32) -> bool {
    let last = on.checked_add(Span::new().days(i64::from(days.min(36_500)))).unwrap_or(Date::MAX);
    let own = standing.until.filter(|_| standing.verdict.readings.is_empty());
    let rival = standing.verdict.readings.iter().filter_map(|reading| reading.until);
    own.into_iter().chain(rival).any(|until| until.first() > on && until.first() <= last)
}

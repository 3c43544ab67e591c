//! The ledger: one row a clause of a measure or commitment, and what became of it.
//!
//! Two times: the day on which something holds, and the day on which that was known.
//! Where sources disagree, readings stand side by side until somebody names one.

mod clause;
mod held;
#[expect(clippy::module_inception, reason = "the noun is that of the folder")]
mod ledger;
mod money;
mod overdue;
mod standing;
mod status;

pub use clause::{Clause, Entity, INSTRUMENTS, Instrument, MONEY, Money};
pub use held::{Part, Row, ends_within, held};
pub use ledger::Ledger;
pub use money::{Total, totals};
pub use overdue::{Overdue, overdue};
pub use standing::{Ask, Kind, Reading, Standing, Verdict, readings, standing};
pub use status::{EVIDENCE, Evidence, STATUSES, Status, StatusRow};

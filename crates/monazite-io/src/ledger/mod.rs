//! The ledger of measures: its tables, what a user says holds, and the scenarios that its clauses feed.

mod clauses;
mod entities;
mod feeds;
mod statuses;
mod tables;
mod whole;

pub use feeds::{Drift, Feed, drifts, feeds};
pub use whole::{embedded, parse, with_own};

//! Simulate: what breaks, when and for whom, when a supplier restricts exports.
//!
//! Methods page: `docs/methods/simulate.md`.

mod binding;
mod outcome;

pub use binding::Binding;
pub use outcome::{Node, Outcome, Plant, User};

//! From missing minerals to lost output: what a shortfall of forms costs the industries that need them.
//!
//! A user (a form for an end use in a region) that gets less than it needs limits the industries behind the end use.
//! What that costs is answered in several ways that span the range: the value added of what stops ([`Answer::Local`]),
//! with other inputs taking over as far as an elasticity allows ([`Answer::Ces`]), and with what spreads along supply
//! chains when inputs bind by criticality ([`Answer::PartiallyBinding`]) or all of them ([`Answer::Ario`]).
//! The equations are in `docs/methods/coupling.md`.
//!
//! Modules look only to the left of this list: [`answer`], `case`, `limit`, `draws`, `network`, `losses`, `couple`,
//! `concordance`, `figures`, `cost`.

pub mod answer;
mod case;
mod concordance;
mod cost;
mod couple;
mod draws;
mod figures;
mod limit;
mod losses;
mod network;

pub use answer::{Answer, Level};
pub use case::{Case, Link, User};
pub use concordance::{REST, case, regions};
pub(super) use concordance::{dollars, links};
pub use cost::cost;
pub use couple::couple;
pub use draws::{Cases, Draws};
pub use figures::{GDP_LOSS, GDP_LOSS_SHARE, LossFigure, OUTPUT_LOST, RANGE, VALUE_ADDED_LOST, figures};
pub use losses::{Loss, Losses};

#[cfg(test)]
mod tests;

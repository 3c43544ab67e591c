//! From missing minerals to lost output: what a shortfall of forms costs the industries that need them.
//!
//! A user (a form for an end use in a region) that goes without part of its need limits the industries behind the end use.
//! The loss is the value added of what stops ([`Answer::Direct`]), as every command states it. Beside it stand the same
//! tonnes missing where they make least ([`Answer::BestUse`]), what spreads along supply chains when inputs bind by
//! criticality ([`Answer::PartiallyBinding`]) or all of them ([`Answer::Ario`]), and what users lose in worth with other
//! inputs taking over ([`Answer::Welfare`]).
//! The equations are in `docs/methods/coupling.md`.
//!
//! Modules look only to the left of this list: [`answer`], `case`, `limit`, `draws`, `network`, `losses`, `couple`,
//! `concordance`, `quality`, `figures`, `cost`.

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
mod quality;

pub use answer::{Answer, Level};
pub use case::{Case, Link, User};
pub use concordance::{REST, case, regions};
pub(super) use concordance::{dollars, links};
pub use cost::cost;
pub use couple::couple;
pub use draws::{Cases, Draws};
pub use figures::{
    GDP_LOSS, GDP_LOSS_SHARE, GDP_LOSS_SPREAD, OUTPUT_LOST, RANGE, VALUE_ADDED_LOST, WELFARE_LOSS, figures,
};
pub use losses::Losses;

#[cfg(test)]
mod tests;

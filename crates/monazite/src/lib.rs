//! `monazite`: how far critical minerals depend on one supplier, and what follows.
//!
//! Whoever wants answers begins with the crate `monazite-study`, whose first page has an example each of assessing,
//! simulating and planning on the embedded baseline. This crate is the model under it.
//!
//! A pure library: it reads no file, clock, environment or unseeded random number.
//! The path of the data is
//!
//! ```text
//! System -> balance -> Balance -> assess -> Assessment
//!                      Balance -> simulate -> Outcome
//! ```
//!
//! Modules look only to the left of this list:
//! [`quantity`], [`id`], [`datum`], [`system`], [`balance`], [`metric`], [`assess`], [`scenario`], [`simulate`].

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

// Generated markets are shared with the tests outside, which name the crate.
#[cfg(test)]
extern crate self as monazite;

pub mod assess;
pub mod balance;
pub mod datum;
pub mod disruption;
pub mod economy;
pub mod error;
pub mod estimate;
pub mod exercise;
pub mod figure;
pub mod id;
pub mod joint_stock;
pub mod metric;
pub mod number;
pub mod offer;
mod party;
pub mod plan;
pub mod quantity;
pub mod question;
pub mod random;
pub mod scenario;
pub mod share;
pub mod simulate;
pub mod system;
pub mod watch;

pub use error::Error;
pub use watch::{Cancelled, Watch};

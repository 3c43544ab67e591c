//! Metrics on a balance.

pub mod origin;

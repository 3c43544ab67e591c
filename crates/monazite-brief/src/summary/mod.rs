//! What a result says in some thirty lines, for a terminal: one file a verb.

mod brief;
mod exercise;
mod ledger;
mod offer;
mod plan;
mod share;
mod stock;

pub use brief::brief;
pub use exercise::{exercise, situation};
pub use ledger::{Held, ledger};
pub use offer::offer;
pub use plan::plan;
pub use share::share;
pub use stock::stock;

//! What a result says in some thirty lines, for a terminal: one file a verb.

mod brief;
mod ledger;
mod plan;
mod share;

pub use brief::brief;
pub use ledger::{Held, ledger};
pub use plan::plan;
pub use share::share;

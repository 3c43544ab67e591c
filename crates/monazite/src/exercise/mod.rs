//! Exercise: a scenario played by teams, who decide as it goes on.
//!
//! A decision is what a scenario can say already, dated: an order on a stock, a rule of sharing out, a measure of one's
//! own. So playing is simulating the scenario with the decisions in it; without any it is the scenario. Nothing that is
//! decided changes what was before. Methods page: `docs/methods/exercise.md`.

mod decision;
mod worth;

pub use decision::{Action, Decision, played};
pub use worth::{Part, Worth, loss, worth};

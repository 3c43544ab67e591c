//! Disruption: what an outcome means for those who ask, week by week.
//!
//! One metric a file, each a list of gauges on an [outcome](crate::simulate::Outcome); the same gauges read the central
//! run and every draw.
//! Methods page: `docs/methods/disruption.md`.

mod cover;
mod endurance;
mod explain;
mod figures;
mod gauge;
mod metric;
mod output_lost;
mod panel;
mod price;
mod shortfall;
mod spread;
mod use_lost;
mod value_added;

pub use endurance::NEVER;
pub use explain::{Cause, causes, why, worst_off};
pub use gauge::Key;
pub use metric::Metric;
pub use panel::Panel;
pub use price::NO_TRADE;
pub use spread::{Influence, Spread};

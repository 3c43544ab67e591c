//! Orders on strategic stocks.

use super::interval::Interval;
use crate::id::{CountryId, FormId};
use crate::quantity::Share;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// An order to release a strategic stock, in place of the general rule (home users, after a delay, at most so much a
/// week).
#[derive(Debug, Clone, PartialEq)]
pub struct StockRelease {
    /// Holders.
    pub holders: BTreeSet<CountryId>,
    /// Forms.
    pub forms: BTreeSet<FormId>,
    /// When releases are allowed, shortage or not.
    pub active: Vec<Interval>,
    /// Largest part of the first stock released in a week.
    pub weekly_share: Share,
    /// Whether the holder's exporters may sell it on; users at home come first otherwise.
    pub resale: bool,
    /// Day from which the order stands in place of the general rule and of orders before it; from the start if `None`.
    pub decided: Option<Date>,
}

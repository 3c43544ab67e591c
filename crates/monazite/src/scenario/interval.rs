//! When a measure is in force.

use super::{Date, Scenario};

/// Days on which a measure is in force: a suspension ends one interval, a return begins another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// First day in force.
    pub from: Date,
    /// First day no longer in force; to the end of the horizon if `None`.
    pub until: Option<Date>,
}

impl Interval {
    /// The interval in days from the start of a scenario; it may begin before it and end after it.
    pub(crate) fn days(&self, scenario: &Scenario) -> (f64, f64) {
        (scenario.day(self.from), self.until.map_or(f64::INFINITY, |until| scenario.day(until)))
    }
}

//! When a measure is in force.

use jiff::civil::Date;

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
    pub(crate) fn days(&self, start: Date) -> (f64, f64) {
        (days_from(start, self.from), self.until.map_or(f64::INFINITY, |until| days_from(start, until)))
    }
}

/// Days from one date to another; negative if it is before.
pub(super) fn days_from(start: Date, date: Date) -> f64 {
    f64::from(date.since(start).map_or(0, |span| span.get_days()))
}

//! A number that is known within a range.

use serde::{Deserialize, Serialize};

/// A number that is known within a range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Low end.
    pub low: f64,
    /// Central value.
    pub value: f64,
    /// High end.
    pub high: f64,
}

impl Estimate {
    /// A number without range.
    #[must_use]
    pub const fn exact(value: f64) -> Self {
        Self { low: value, value, high: value }
    }

    /// The number at a probability: half of the draws lie on either side of the centre, evenly up to each end.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        if p < 0.5 {
            self.low + 2.0 * p * (self.value - self.low)
        } else {
            self.value + (2.0 * p - 1.0) * (self.high - self.value)
        }
    }

    /// Whether all of it lies between 0 and 1.
    pub(crate) fn shares(&self) -> bool {
        [self.low, self.value, self.high].iter().all(|v| (0.0..=1.0).contains(v))
    }

    /// Whether the centre lies within the range.
    pub(crate) fn ordered(&self) -> bool {
        self.low <= self.value && self.value <= self.high
    }
}

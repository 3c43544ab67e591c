//! A number that is known within a range, and how a range comes from draws.

mod quantile;
mod sketch;

pub use quantile::{ENDS, place, quantile, quantile_of};
pub(crate) use sketch::Sketch;

use crate::datum::Datum;
use serde::{Deserialize, Serialize};
use std::ops::{Add, Mul};

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

    /// The number of a datum, in its unit.
    #[must_use]
    pub fn of<Q: Copy + Into<f64>>(datum: &Datum<Q>) -> Self {
        Self { low: datum.low.into(), value: datum.value.into(), high: datum.high.into() }
    }

    /// A central value with the range of its draws: between the quantiles at [`ENDS`], widened to hold the centre. Without
    /// draws it is a point.
    #[must_use]
    pub fn of_draws(value: f64, mut draws: Vec<f64>) -> Self {
        draws.sort_by(f64::total_cmp);
        let [low, high] = ENDS.map(|p| quantile(&draws, p).unwrap_or(value));
        Self { low, value, high }.holding_its_centre()
    }

    /// The same, its ends moved so far that the centre lies between them.
    #[must_use]
    pub fn holding_its_centre(self) -> Self {
        Self { low: self.low.min(self.value), high: self.high.max(self.value), ..self }
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
    #[must_use]
    pub fn shares(&self) -> bool {
        [self.low, self.value, self.high].iter().all(|v| (0.0..=1.0).contains(v))
    }

    /// Whether the centre lies within the range.
    #[must_use]
    pub fn ordered(&self) -> bool {
        self.low <= self.value && self.value <= self.high
    }
}

/// End by end: the ends of numbers that go up and down together.
impl Add for Estimate {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, value: self.value + other.value, high: self.high + other.high }
    }
}

/// Times a number of zero or more.
impl Mul<f64> for Estimate {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self { low: self.low * factor, value: self.value * factor, high: self.high * factor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_lies_between_the_quantiles_of_its_draws_and_holds_the_centre() {
        let draws: Vec<f64> = (0..=40).rev().map(f64::from).collect();
        assert_eq!(Estimate::of_draws(20.0, draws.clone()), Estimate { low: 2.0, value: 20.0, high: 38.0 });
        assert_eq!(Estimate::of_draws(50.0, draws), Estimate { low: 2.0, value: 50.0, high: 50.0 });
        assert_eq!(Estimate::of_draws(3.0, Vec::new()), Estimate::exact(3.0));
    }
}

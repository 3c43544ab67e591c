//! A number that may be a distribution.

use crate::error::Error;

/// A number, or the distribution that it is drawn from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Uncertain {
    /// Known.
    Point(f64),
    /// Anywhere between two values.
    Uniform {
        /// Smallest.
        low: f64,
        /// Largest.
        high: f64,
    },
    /// Likeliest at the mode, never outside the ends.
    Triangular {
        /// Smallest.
        low: f64,
        /// Likeliest.
        mode: f64,
        /// Largest.
        high: f64,
    },
    /// Any value between two positive ones, each factor equally likely.
    LogUniform {
        /// Smallest, above zero.
        low: f64,
        /// Largest.
        high: f64,
    },
}

impl Uncertain {
    /// The value used where nothing is drawn: the point, the mode, or the middle (the geometric one for log-uniform).
    #[must_use]
    pub fn central(&self) -> f64 {
        match *self {
            Self::Point(value) => value,
            Self::Uniform { low, high } => 0.5 * (low + high),
            Self::Triangular { mode, .. } => mode,
            Self::LogUniform { low, high } => (low * high).sqrt(),
        }
    }

    /// Smallest and largest value.
    #[must_use]
    pub const fn ends(&self) -> (f64, f64) {
        match *self {
            Self::Point(value) => (value, value),
            Self::Uniform { low, high }
            | Self::Triangular { low, high, .. }
            | Self::LogUniform { low, high } => (low, high),
        }
    }

    /// Whether there is anything to draw.
    #[must_use]
    pub fn is_point(&self) -> bool {
        let (low, high) = self.ends();
        low == high
    }

    /// The value below which a draw lies with probability `p`: the inverse of the distribution function.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        match *self {
            Self::Point(value) => value,
            Self::Uniform { low, high } => low + p * (high - low),
            Self::Triangular { low, mode, high } => {
                let width = high - low;
                if width <= 0.0 {
                    mode
                } else if p * width <= mode - low {
                    low + (p * width * (mode - low)).sqrt()
                } else {
                    high - ((1.0 - p) * width * (high - mode)).sqrt()
                }
            }
            Self::LogUniform { low, high } => {
                libm::exp(libm::log(low) + p * (libm::log(high) - libm::log(low)))
            }
        }
    }

    /// Refuses ends in the wrong order, a mode outside them, numbers that are not finite, and logarithms of zero.
    ///
    /// # Errors
    /// [`Error::Scenario`] with the value seen.
    pub fn check(&self) -> Result<(), Error> {
        let (low, high) = self.ends();
        let central = self.central();
        let ordered = low <= central && central <= high;
        let positive = !matches!(self, Self::LogUniform { .. }) || low > 0.0;
        if low.is_finite() && high.is_finite() && ordered && positive {
            return Ok(());
        }
        Err(Error::Scenario {
            place: "distribution".to_owned(),
            reason: format!(
                "{low}, {central}, {high} are not in order, finite and, for log-uniform, above zero"
            ),
            hint: "give low <= mode <= high".to_owned(),
        })
    }
}

impl From<f64> for Uncertain {
    fn from(value: f64) -> Self {
        Self::Point(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_median_of_a_triangle() {
        // Half of the area 0-1-4 lies above 4 - sqrt(0.5 * 4 * 3).
        let triangle = Uncertain::Triangular { low: 0.0, mode: 1.0, high: 4.0 };
        assert!((triangle.quantile(0.5) - (4.0 - 6.0_f64.sqrt())).abs() < 1e-12);
        assert_eq!(Uncertain::LogUniform { low: 1.0, high: 100.0 }.central(), 10.0);
        assert!(Uncertain::Triangular { low: 0.0, mode: 5.0, high: 4.0 }.check().is_err());
        assert!(Uncertain::LogUniform { low: 0.0, high: 4.0 }.check().is_err());
    }

    proptest! {
        #[test]
        fn quantiles_rise_and_stay_inside(a in -5.0..5.0_f64, b in 0.0..1.0_f64, c in 0.01..9.0_f64, p in 0.0..1.0_f64, q in 0.0..1.0_f64) {
            let (low, high) = (a, a + c);
            for d in [Uncertain::Uniform { low, high }, Uncertain::Triangular { low, mode: low + b * c, high }] {
                let (x, y) = (d.quantile(p.min(q)), d.quantile(p.max(q)));
                prop_assert!(low - 1e-12 <= x && x <= y + 1e-12 && y <= high + 1e-12);
            }
        }
    }
}

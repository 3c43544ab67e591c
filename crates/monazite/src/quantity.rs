//! Quantities with their units, and the products that are legal between them.
//!
//! Masses are contained mass of the mineral's reference substance.

use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, $unit:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(f64);

        impl $name {
            /// The unit as shown to a reader.
            pub const UNIT: &'static str = $unit;
            /// Nothing.
            pub const ZERO: Self = Self(0.0);
            /// Wraps a number that is already in this unit.
            #[must_use]
            pub const fn new(value: f64) -> Self { Self(value) }
            /// The bare number in this unit.
            #[must_use]
            pub const fn get(self) -> f64 { self.0 }
            /// The larger of two.
            #[must_use]
            pub fn max(self, other: Self) -> Self { Self(self.0.max(other.0)) }
            /// The smaller of two.
            #[must_use]
            pub fn min(self, other: Self) -> Self { Self(self.0.min(other.0)) }
        }
        impl From<$name> for f64 { fn from(q: $name) -> f64 { q.0 } }
        impl Add for $name { type Output = Self; fn add(self, o: Self) -> Self { Self(self.0 + o.0) } }
        impl AddAssign for $name { fn add_assign(&mut self, o: Self) { self.0 += o.0 } }
        impl Sub for $name { type Output = Self; fn sub(self, o: Self) -> Self { Self(self.0 - o.0) } }
        impl Neg for $name { type Output = Self; fn neg(self) -> Self { Self(-self.0) } }
        impl Mul<f64> for $name { type Output = Self; fn mul(self, k: f64) -> Self { Self(self.0 * k) } }
        impl Div<f64> for $name { type Output = Self; fn div(self, k: f64) -> Self { Self(self.0 / k) } }
        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self { iter.fold(Self(0.0), |a, b| a + b) }
        }
    };
}

quantity!(
    /// Contained mass, metric tonnes of the reference substance.
    Tonnes, "t"
);
quantity!(
    /// Contained mass per year.
    TonnesPerYear, "t/y"
);
quantity!(
    /// Money, US dollars of the year of the datum.
    UsDollars, "USD"
);
quantity!(
    /// Price per contained tonne.
    UsDollarsPerTonne, "USD/t"
);
quantity!(
    /// A dimensionless part of a whole, 0 to 1.
    Share, "share"
);
quantity!(
    /// Time in years.
    Years, "y"
);
quantity!(
    /// Time in days.
    Days, "d"
);
quantity!(
    /// A dimensionless index or score; its range is that of its method.
    Index, "index"
);

/// Days in the year that the model uses.
pub const DAYS_PER_YEAR: f64 = 365.0;

macro_rules! legal_product {
    ($a:ident * $b:ident = $c:ident) => {
        impl Mul<$b> for $a {
            type Output = $c;
            fn mul(self, o: $b) -> $c {
                $c::new(self.get() * o.get())
            }
        }
        impl Mul<$a> for $b {
            type Output = $c;
            fn mul(self, o: $a) -> $c {
                $c::new(self.get() * o.get())
            }
        }
    };
}
legal_product!(Tonnes * UsDollarsPerTonne = UsDollars);
legal_product!(TonnesPerYear * Share = TonnesPerYear);
legal_product!(Tonnes * Share = Tonnes);
legal_product!(UsDollars * Share = UsDollars);

impl Div for TonnesPerYear {
    type Output = Share;
    fn div(self, whole: Self) -> Share {
        Share::new(self.get() / whole.get())
    }
}
impl Div<TonnesPerYear> for Tonnes {
    /// How long a stock lasts at a rate of use.
    type Output = Days;
    fn div(self, use_per_year: TonnesPerYear) -> Days {
        Days::new(self.get() / use_per_year.get() * DAYS_PER_YEAR)
    }
}

/// The power of ten at or below a positive number.
#[must_use]
pub fn power_of_ten(value: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= value {
        power *= 10.0;
    }
    while power > value {
        power /= 10.0;
    }
    power
}

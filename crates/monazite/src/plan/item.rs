//! Money by item.

use serde::{Deserialize, Serialize};

/// Money by item, million USD, discounted: capital, operating, trade, stock, recycling, substitution, unmet, risk. The
/// last two are losses, the others are spent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Items(pub [f64; Self::COUNT]);

impl Items {
    /// Every item once.
    pub const ONES: Self = Self([1.0; Self::COUNT]);
    /// How many items.
    pub const COUNT: usize = 8;
    /// Place of the first loss.
    const LOSSES: usize = 6;

    /// Money spent.
    #[must_use]
    pub fn spent(&self) -> f64 {
        self.0[..Self::LOSSES].iter().sum()
    }

    /// Losses expected.
    #[must_use]
    pub fn lost(&self) -> f64 {
        self.0[Self::LOSSES..].iter().sum()
    }

    /// All together.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.0.iter().sum()
    }

    /// Each item less that of another.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] - other.0[i]))
    }

    /// Each item times a factor of its own.
    #[must_use]
    pub fn times(&self, factors: &Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] * factors.0[i]))
    }
}

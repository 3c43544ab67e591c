//! The benchmarks of the European Critical Raw Materials Act for 2030.
//!
//! Methods page: `docs/methods/benchmark.md`.

use crate::quantity::Share;
use strum::IntoStaticStr;

/// One benchmark of Regulation (EU) 2024/1252, article 5, as a share of the yearly consumption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Benchmark {
    /// At least 10 % extracted inside.
    Extraction,
    /// At least 40 % processed inside.
    Processing,
    /// At least 25 % from recycling inside.
    Recycling,
    /// At most 65 % from one third country at any stage.
    SingleCountry,
}

impl Benchmark {
    /// All, in the order of the regulation.
    pub const ALL: [Self; 4] = [Self::Extraction, Self::Processing, Self::Recycling, Self::SingleCountry];

    /// The word used in results.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// The share that the regulation names.
    #[must_use]
    pub const fn threshold(self) -> Share {
        Share::new(match self {
            Self::Extraction => 0.10,
            Self::Processing => 0.40,
            Self::Recycling => 0.25,
            Self::SingleCountry => 0.65,
        })
    }

    /// Whether a share satisfies it: at least the threshold, or at most for a single country.
    #[must_use]
    pub fn met(self, share: Share) -> bool {
        match self {
            Self::SingleCountry => share <= self.threshold(),
            _ => share >= self.threshold(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thresholds_cut_as_the_regulation_says() {
        assert!(Benchmark::Extraction.met(Share::new(0.10)));
        assert!(!Benchmark::Processing.met(Share::new(0.39)));
        assert!(Benchmark::Recycling.met(Share::new(0.30)));
        assert!(Benchmark::SingleCountry.met(Share::new(0.65)));
        assert!(!Benchmark::SingleCountry.met(Share::new(0.66)));
    }
}

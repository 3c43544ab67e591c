//! The metrics of a disruption; what they are is in the registry.

use crate::figure::{DISRUPTION, Entry};

/// A metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// Unmet need over need.
    Shortfall,
    /// Need not met, for the price or for want of supply, over need.
    UseLost,
    /// Days that stocks last.
    Cover,
    /// Price over that of the baseline.
    Price,
    /// Price paid on average over that of the baseline.
    PricePaid,
    /// Output lost over output of the baseline.
    OutputLost,
    /// Value added of end uses at risk in a period.
    ValueAddedAtRisk,
    /// Days until the first shortage.
    TimeToSurvive,
    /// Days until the last shortage is over.
    TimeToRecover,
}

impl Metric {
    /// All, in the order of results.
    pub const ALL: [Self; 9] = [
        Self::Shortfall,
        Self::UseLost,
        Self::Cover,
        Self::Price,
        Self::PricePaid,
        Self::OutputLost,
        Self::ValueAddedAtRisk,
        Self::TimeToSurvive,
        Self::TimeToRecover,
    ];

    /// Its entry in the registry, which is in the order of the type.
    #[must_use]
    pub const fn entry(self) -> &'static Entry {
        &DISRUPTION[self as usize]
    }

    /// The name in results.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.entry().word
    }

    /// From the name in results.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.word() == word)
    }

    /// The unit of its values.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        self.entry().unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_and_the_registry_are_in_one_order() {
        assert_eq!(Metric::ALL.len(), DISRUPTION.len());
        for (at, metric) in Metric::ALL.into_iter().enumerate() {
            assert_eq!(metric as usize, at);
            assert_eq!(Metric::from_word(metric.word()), Some(metric));
        }
        assert_eq!(Metric::TimeToSurvive.word(), "time_to_survive");
    }
}

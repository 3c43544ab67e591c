//! The metrics of a disruption: name, unit, formula.

/// A metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// Unmet need over need.
    Shortfall,
    /// Days that stocks last.
    Cover,
    /// Price over that of the baseline.
    Price,
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
    pub const ALL: [Self; 7] = [
        Self::Shortfall,
        Self::Cover,
        Self::Price,
        Self::OutputLost,
        Self::ValueAddedAtRisk,
        Self::TimeToSurvive,
        Self::TimeToRecover,
    ];

    /// The name in results.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shortfall => "shortfall",
            Self::Cover => "cover",
            Self::Price => "price",
            Self::OutputLost => "output_lost",
            Self::ValueAddedAtRisk => "value_added_at_risk",
            Self::TimeToSurvive => "time_to_survive",
            Self::TimeToRecover => "time_to_recover",
        }
    }

    /// From the name in results.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.word() == word)
    }

    /// The unit.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Shortfall | Self::OutputLost => "share",
            Self::Cover | Self::TimeToSurvive | Self::TimeToRecover => "d",
            Self::Price => "index",
            Self::ValueAddedAtRisk => "USD",
        }
    }

    /// The formula in one line.
    #[must_use]
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Shortfall => {
                "sum of (wanted - delivered) over sum of need, after restraint and substitution"
            }
            Self::Cover => "sum of stocks over sum of daily use in the baseline",
            Self::Price => "mean over countries of price over that of the baseline",
            Self::OutputLost => "1 - output over output of the baseline",
            Self::ValueAddedAtRisk => {
                "sum over countries of value added of the end use in the period times its shortfall"
            }
            Self::TimeToSurvive => {
                "first day on which the shortfall is above 1 %; the horizon if it never is"
            }
            Self::TimeToRecover => {
                "day after which the shortfall stays below 1 %; the horizon if it does not"
            }
        }
    }
}

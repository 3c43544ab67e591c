//! What is lost: by answer, period and industry, and the range that the answers span.

use super::answer::{Answer, Level};
use crate::quantity::UsDollars;
use std::collections::BTreeMap;

/// A loss with the range that is spanned by all answers and the draws at their ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loss {
    /// Central: partially binding inputs at central values.
    pub value: UsDollars,
    /// Smallest of all answers.
    pub low: UsDollars,
    /// Largest of all answers.
    pub high: UsDollars,
}

/// Losses of a case, by answer and level, period and industry of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Losses {
    /// How many industries.
    pub industries: usize,
    /// How many periods.
    pub periods: usize,
    /// Value added lost in dollars, `[period][industry]`.
    series: BTreeMap<(Answer, Level), Vec<f64>>,
    /// Value added of a period in dollars, by industry.
    worth: Vec<f64>,
    /// Output over value added, by industry.
    per_value_added: Vec<f64>,
}

impl Losses {
    pub(super) fn new(
        industries: usize,
        periods: usize,
        series: BTreeMap<(Answer, Level), Vec<f64>>,
        worth: Vec<f64>,
        per_value_added: Vec<f64>,
    ) -> Self {
        Self { industries, periods, series, worth, per_value_added }
    }

    /// Value added that some industries make undisturbed over all periods, in dollars.
    #[must_use]
    pub fn worth(&self, industries: &[usize]) -> f64 {
        industries.iter().map(|&i| self.worth[i]).sum::<f64>() * self.periods as f64
    }

    /// Value added lost in some periods by some industries, by one answer.
    #[must_use]
    pub fn value_added(
        &self,
        answer: Answer,
        level: Level,
        periods: std::ops::Range<usize>,
        industries: &[usize],
    ) -> UsDollars {
        UsDollars::new(self.sum(answer, level, periods, industries, |_| 1.0))
    }

    /// Value added lost in some periods by some industries.
    #[must_use]
    pub fn range(&self, periods: std::ops::Range<usize>, industries: &[usize]) -> Loss {
        self.spanned(|answer, level| self.sum(answer, level, periods.clone(), industries, |_| 1.0))
    }

    /// Output lost in some periods by some industries.
    #[must_use]
    pub fn output(&self, periods: std::ops::Range<usize>, industries: &[usize]) -> Loss {
        self.spanned(|answer, level| {
            self.sum(answer, level, periods.clone(), industries, |i| self.per_value_added[i])
        })
    }

    fn spanned(&self, of: impl Fn(Answer, Level) -> f64) -> Loss {
        let all = self.series.keys().map(|&(answer, level)| of(answer, level));
        let (low, high) =
            all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        let value = of(Answer::PartiallyBinding, Level::Central);
        Loss { value: UsDollars::new(value), low: UsDollars::new(low), high: UsDollars::new(high) }
    }

    fn sum(
        &self,
        answer: Answer,
        level: Level,
        periods: std::ops::Range<usize>,
        industries: &[usize],
        weight: impl Fn(usize) -> f64,
    ) -> f64 {
        let series = &self.series[&(answer, level)];
        periods
            .map(|t| industries.iter().map(|&i| weight(i) * series[t * self.industries + i]).sum::<f64>())
            .sum()
    }
}

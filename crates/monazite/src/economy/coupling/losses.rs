//! What is lost: by answer, period and industry, and the range that the answers span.

use super::answer::{Answer, Level};
use crate::estimate::Estimate;
use crate::quantity::UsDollars;
use std::collections::BTreeMap;

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

    /// The same in dollars with its range: that of draws, widened where it does not hold the centre.
    #[must_use]
    pub fn by(&self, answer: Answer, periods: std::ops::Range<usize>, industries: &[usize]) -> Estimate {
        let at = |level| self.sum(answer, level, periods.clone(), industries, |_| 1.0);
        around(at(Level::Low), at(Level::Central), at(Level::High))
    }

    /// The loss, value added lost in some periods by some industries, in dollars: all cut as they were. Its range is that
    /// of draws and of who goes without: low with the mineral where it makes most.
    #[must_use]
    pub fn range(&self, periods: std::ops::Range<usize>, industries: &[usize]) -> Estimate {
        self.spanned(|answer, level| self.sum(answer, level, periods.clone(), industries, |_| 1.0))
    }

    /// Output lost in some periods by some industries, in dollars.
    #[must_use]
    pub fn output(&self, periods: std::ops::Range<usize>, industries: &[usize]) -> Estimate {
        self.spanned(|answer, level| {
            self.sum(answer, level, periods.clone(), industries, |i| self.per_value_added[i])
        })
    }

    fn spanned(&self, of: impl Fn(Answer, Level) -> f64) -> Estimate {
        let direct = Level::ALL.map(|level| of(Answer::Direct, level));
        let low = direct[0].min(of(Answer::BestUse, Level::Low));
        around(low, direct[1], direct[2])
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

/// A range that holds its centre, whichever end is the lower: a member may lose less where all lose more.
fn around(low: f64, value: f64, high: f64) -> Estimate {
    Estimate { low: low.min(high), value, high: high.max(low) }.holding_its_centre()
}

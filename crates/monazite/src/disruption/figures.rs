//! Readings as tidy figures.

use super::gauge::Key;
use super::panel::Panel;
use crate::datum::Quality;
use crate::figure::{Figure, Trace};
use crate::scenario::Scenario;
use crate::system::System;

/// A figure of a scenario, in a week or over its horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekFigure {
    /// Key of the scenario.
    pub scenario: String,
    /// The period, counted from 1; `None` for what holds over the horizon.
    pub week: Option<u32>,
    /// The figure; its year is that of the first day of the period.
    pub figure: Figure,
}

impl WeekFigure {
    /// Short name within one scenario: that of the figure and, after `@`, the week: `shortfall/cobalt@12`.
    #[must_use]
    pub fn id(&self) -> String {
        self.week.map_or_else(|| self.figure.id(), |week| format!("{}@{week}", self.figure.id()))
    }
}

impl Panel {
    /// Readings with their ranges as figures, by metric and place, then week.
    ///
    /// `low` and `high` are read in the same order as `central`, such as quantiles over draws. The quality is assumed
    /// at best: how markets react is nowhere observed over a whole year of a stop.
    #[must_use]
    pub fn figures(
        &self,
        system: &System,
        scenario: &Scenario,
        central: &[f64],
        low: &[f64],
        high: &[f64],
    ) -> Vec<WeekFigure> {
        let readings = self.places().zip(central).zip(low.iter().zip(high));
        readings
            .map(|(((key, period), &value), (&low, &high))| {
                let year = i32::from(scenario.date(period.unwrap_or(0)).year());
                let figure = self.figure(system, key, year, (value, low.min(value), high.max(value)));
                let week = period.map(|t| u32::try_from(t + 1).unwrap_or(u32::MAX));
                WeekFigure { scenario: scenario.key.clone(), week, figure }
            })
            .collect()
    }

    fn figure(&self, system: &System, key: Key, year: i32, (value, low, high): (f64, f64, f64)) -> Figure {
        let Key { metric, mineral, form, country, end_use } = key;
        let stage = form.map_or_else(String::new, |f| system.forms[f].stage.word().to_owned());
        Figure {
            for_: self.question.for_.clone(),
            from: self.question.from.clone(),
            mineral: mineral.map_or_else(String::new, |m| system.minerals.key(m).to_owned()),
            form: form.map_or_else(String::new, |f| system.forms.key(f).to_owned()),
            stage,
            country: country.map_or_else(String::new, |c| system.countries.key(c).to_owned()),
            end_use: end_use.map_or_else(String::new, |u| system.end_uses.key(u).to_owned()),
            year,
            metric: metric.word().to_owned(),
            value,
            low,
            high,
            unit: metric.unit().to_owned(),
            quality: Quality::Assumed,
            trace: Trace::default(),
        }
    }
}

//! Readings as tidy figures.

use super::gauge::Key;
use super::panel::Panel;
use crate::datum::Quality;
use crate::estimate::Estimate;
use crate::figure::Figure;
use crate::scenario::Scenario;
use crate::system::System;

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
    ) -> Vec<Figure> {
        let readings = self.places().zip(central).zip(low.iter().zip(high));
        readings
            .map(|(((key, period), &value), (&low, &high))| {
                let year = i32::from(scenario.date(period.unwrap_or(0)).year());
                let estimate = Estimate { low: low.min(value), value, high: high.max(value) };
                let week = period.map(|t| u32::try_from(t + 1).unwrap_or(u32::MAX));
                Figure { scenario: scenario.key.clone(), week, year, ..self.figure(system, key, estimate) }
            })
            .collect()
    }

    fn figure(&self, system: &System, key: Key, estimate: Estimate) -> Figure {
        let Key { metric, mineral, form, country, end_use } = key;
        Figure {
            for_: self.question.for_.clone(),
            from: self.question.from.clone(),
            mineral: mineral.map_or_else(String::new, |m| system.minerals.key(m).to_owned()),
            form: form.map_or_else(String::new, |f| system.forms.key(f).to_owned()),
            stage: form.map_or_else(String::new, |f| system.forms[f].stage.word().to_owned()),
            country: country.map_or_else(String::new, |c| system.countries.key(c).to_owned()),
            end_use: end_use.map_or_else(String::new, |u| system.end_uses.key(u).to_owned()),
            ..Figure::of(metric.word(), metric.unit(), estimate, Quality::Assumed)
        }
    }
}

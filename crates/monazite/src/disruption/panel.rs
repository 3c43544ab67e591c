//! All gauges of one question on one scenario.

use super::gauge::{Gauge, Key, Read, View};
use super::{cover, endurance, output_lost, price, shortfall, use_lost, value_added};
use crate::error::Error;
use crate::id::MineralId;
use crate::quantity::Days;
use crate::question::{Parties, Question};
use crate::simulate::{Model, Outcome, Week};
use crate::system::System;
use crate::watch::{Cancelled, Watch};
use std::collections::BTreeMap;

/// Families of gauges, in the order of results.
const FAMILIES: [fn(&View<'_>, &mut Vec<Gauge>); 7] = [
    shortfall::gauges,
    use_lost::gauges,
    cover::gauges,
    price::gauges,
    output_lost::gauges,
    value_added::gauges,
    endurance::gauges,
];

/// The gauges of one question on one scenario.
pub struct Panel {
    pub(super) question: Question,
    pub(super) gauges: Vec<Gauge>,
    /// Gauges that are read off an outcome, by mineral.
    weekly: BTreeMap<MineralId, Vec<usize>>,
    /// First reading of each gauge, and the number of all.
    pub(super) starts: Vec<usize>,
    pub(super) periods: usize,
    step: Days,
}

impl Panel {
    /// The gauges for who asks about whom, on the network of an outcome.
    ///
    /// # Errors
    /// [`Error::Unknown`] if a party is neither a coalition nor a country.
    pub fn new(system: &System, question: &Question, outcome: &Outcome) -> Result<Self, Error> {
        let Parties { members, suppliers } = Parties::of(system, question)?;
        let view = View { system, outcome, members, suppliers };
        let mut gauges = Vec::new();
        FAMILIES.iter().for_each(|family| family(&view, &mut gauges));
        let periods = outcome.periods;
        let mut starts = vec![0];
        let mut weekly: BTreeMap<MineralId, Vec<usize>> = BTreeMap::new();
        for (at, gauge) in gauges.iter().enumerate() {
            if let (Read::Weekly(_), Some(mineral)) = (&gauge.read, gauge.key.mineral) {
                weekly.entry(mineral).or_default().push(at);
            }
            let length = if matches!(gauge.read, Read::Once(..)) { 1 } else { periods };
            starts.push(starts[starts.len() - 1] + length);
        }
        Ok(Self { question: question.clone(), gauges, weekly, starts, periods, step: outcome.step })
    }

    /// All readings of an outcome on the same network, in the order of [`Panel::places`].
    #[must_use]
    pub fn read(&self, outcome: &Outcome) -> Vec<f64> {
        let mut values = vec![0.0; self.len()];
        for (gauge, start) in self.gauges.iter().zip(&self.starts) {
            if let Read::Weekly(read) = &gauge.read {
                (0..self.periods).for_each(|t| values[start + t] = read(outcome, t));
            }
        }
        self.derive(&mut values);
        values
    }

    /// All readings of a run with drawn numbers, without its outcome.
    pub(super) fn read_draw(
        &self,
        model: &Model,
        values: &[f64],
        week: &mut Week,
        watch: &Watch,
    ) -> Result<Vec<f64>, Cancelled> {
        let mut readings = vec![0.0; self.len()];
        model.weeks(values, week, watch, |minerals, period, outcome| {
            for &gauge in minerals.iter().filter_map(|mineral| self.weekly.get(mineral)).flatten() {
                if let Read::Weekly(read) = &self.gauges[gauge].read {
                    readings[self.starts[gauge] + period] = read(outcome, 0);
                }
            }
        })?;
        self.derive(&mut readings);
        Ok(readings)
    }

    /// Readings that follow from others.
    fn derive(&self, values: &mut [f64]) {
        for (gauge, &start) in self.gauges.iter().zip(&self.starts) {
            match &gauge.read {
                Read::Weekly(_) => {}
                Read::Largest(of) => {
                    for t in 0..self.periods {
                        values[start + t] =
                            of.iter().map(|&g| values[self.starts[g] + t]).fold(0.0, f64::max);
                    }
                }
                Read::Once(of, read) => values[start] = read(&values[self.weeks(*of)], self.step),
            }
        }
    }

    /// Readings of a weekly gauge.
    pub(super) fn weeks(&self, gauge: usize) -> std::ops::Range<usize> {
        self.starts[gauge]..self.starts[gauge] + self.periods
    }

    /// What each reading is about, and its period where it has one.
    pub fn places(&self) -> impl Iterator<Item = (Key, Option<usize>)> + '_ {
        self.gauges.iter().flat_map(|gauge| {
            let weekly = !matches!(gauge.read, Read::Once(..));
            let periods = if weekly { self.periods } else { 1 };
            (0..periods).map(move |t| (gauge.key, weekly.then_some(t)))
        })
    }

    /// How many readings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts[self.gauges.len()]
    }

    /// Whether nothing can be read: nobody who asks uses any mineral.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.gauges.is_empty()
    }
}

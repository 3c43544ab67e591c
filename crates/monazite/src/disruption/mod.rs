//! Disruption: what an outcome means for those who ask, week by week.
//!
//! One metric a file, each a list of gauges on an [`Outcome`]; the same gauges read the central run and every draw.
//! Methods page: `docs/methods/disruption.md`.

mod cover;
mod endurance;
mod explain;
mod figures;
mod metric;
mod output_lost;
mod price;
mod shortfall;
mod spread;
mod value_added;

pub use explain::{Cause, causes, why, worst_off};
pub use figures::WeekFigure;
pub use metric::Metric;
pub use spread::{Influence, Spread};

use crate::Error;
use crate::assess::Question;
use crate::id::{CountryId, EndUseId, FormId, MineralId};
use crate::simulate::Outcome;
use crate::system::System;
use std::collections::BTreeSet;

/// What a gauge is about; `None` where it is about all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The metric.
    pub metric: Metric,
    /// The mineral.
    pub mineral: Option<MineralId>,
    /// The form.
    pub form: Option<FormId>,
    /// The country.
    pub country: Option<CountryId>,
    /// The end use.
    pub end_use: Option<EndUseId>,
}

impl Key {
    const fn of(metric: Metric) -> Self {
        Self { metric, mineral: None, form: None, country: None, end_use: None }
    }
}

/// Reads a number off one period of an outcome.
type InPeriod = Box<dyn Fn(&Outcome, usize) -> f64 + Send + Sync>;
/// Reads a number off an outcome as a whole.
type Overall = Box<dyn Fn(&Outcome) -> f64 + Send + Sync>;

/// How a gauge is read.
enum Read {
    /// In each period.
    Weekly(InPeriod),
    /// Over the whole horizon.
    Once(Overall),
}

/// One number to be read off an outcome.
struct Gauge {
    key: Key,
    read: Read,
}

/// What the families of gauges look at.
struct View<'a> {
    system: &'a System,
    /// An outcome of the scenario: its lists of nodes, users and plants, which no draw changes.
    outcome: &'a Outcome,
    members: BTreeSet<CountryId>,
    suppliers: BTreeSet<CountryId>,
}

/// Families of gauges, in the order of results.
const FAMILIES: [fn(&View<'_>, &mut Vec<Gauge>); 6] = [
    shortfall::gauges,
    cover::gauges,
    price::gauges,
    output_lost::gauges,
    value_added::gauges,
    endurance::gauges,
];

/// The gauges of one question on one scenario.
pub struct Panel {
    question: Question,
    gauges: Vec<Gauge>,
    periods: usize,
}

impl Panel {
    /// The gauges for who asks about whom, on the network of an outcome.
    ///
    /// # Errors
    /// [`Error::Unknown`] if a party is neither a coalition nor a country.
    pub fn new(system: &System, question: &Question, outcome: &Outcome) -> Result<Self, Error> {
        let set = |name: &str| Ok::<BTreeSet<CountryId>, Error>(system.members(name)?.into_iter().collect());
        let (members, suppliers) = (set(&question.for_)?, set(&question.from)?);
        let view = View { system, outcome, members, suppliers };
        let mut gauges = Vec::new();
        FAMILIES.iter().for_each(|family| family(&view, &mut gauges));
        Ok(Self { question: question.clone(), gauges, periods: outcome.periods })
    }

    /// All readings of an outcome on the same network, in the order of [`Panel::places`].
    #[must_use]
    pub fn read(&self, outcome: &Outcome) -> Vec<f64> {
        let mut values = Vec::with_capacity(self.len());
        for gauge in &self.gauges {
            match &gauge.read {
                Read::Weekly(read) => values.extend((0..self.periods).map(|t| read(outcome, t))),
                Read::Once(read) => values.push(read(outcome)),
            }
        }
        values
    }

    /// What each reading is about, and its period where it has one.
    pub fn places(&self) -> impl Iterator<Item = (Key, Option<usize>)> + '_ {
        self.gauges.iter().flat_map(|gauge| {
            let weekly = matches!(gauge.read, Read::Weekly(_));
            let periods = if weekly { self.periods } else { 1 };
            (0..periods).map(move |t| (gauge.key, weekly.then_some(t)))
        })
    }

    /// How many readings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places().count()
    }

    /// Whether nothing can be read: nobody who asks uses any mineral.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.gauges.is_empty()
    }
}

//! One number to be read off an outcome.

use super::metric::Metric;
use crate::id::{CountryId, EndUseId, FormId, MineralId};
use crate::quantity::Days;
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
    pub(super) const fn of(metric: Metric) -> Self {
        Self { metric, mineral: None, form: None, country: None, end_use: None }
    }
}

/// Reads a number off one period of an outcome.
pub(super) type InPeriod = Box<dyn Fn(&Outcome, usize) -> f64 + Send + Sync>;

/// How a gauge is read; other gauges are named by their positions.
pub(super) enum Read {
    /// In each period, off the outcome. The gauge is about one mineral.
    Weekly(InPeriod),
    /// In each period the largest of others.
    Largest(Vec<usize>),
    /// Over the whole horizon, from the weeks of another and the length of one.
    Once(usize, fn(&[f64], Days) -> f64),
}

/// One number to be read off an outcome.
pub(super) struct Gauge {
    pub(super) key: Key,
    pub(super) read: Read,
}

/// What the families of gauges look at.
pub(super) struct View<'a> {
    pub(super) system: &'a System,
    /// An outcome of the scenario: its lists of nodes, users and producers, which no draw changes.
    pub(super) outcome: &'a Outcome,
    pub(super) members: BTreeSet<CountryId>,
    pub(super) suppliers: BTreeSet<CountryId>,
}

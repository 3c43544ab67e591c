//! Lot classes: what mass remembers of the licences under which it came.
//!
//! Each distinct set of licence terms is one bit. A lot class is the set of terms that mass is held under: 0 is free.
//! Passing a licensed border adds a bit, so the join of two classes is a bitwise or.

use super::inputs::Slot;
use crate::error::Error;
use crate::id::{CountryId, EndUseId};
use std::collections::BTreeSet;

/// Terms of a licence that stay with the mass.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Terms {
    pub(super) end_uses: BTreeSet<EndUseId>,
    /// Countries to which it may not be passed on.
    pub(super) countries: BTreeSet<CountryId>,
    /// Share of the mass at hand that reaches barred end uses all the same.
    pub(super) leakage: Slot,
    /// Probability that a third country does not pass it on.
    pub(super) stop: Option<Slot>,
    /// Share of value below which what is made of it is free.
    pub(super) threshold: Option<Slot>,
}

/// More distinct terms than this would make the classes too many.
const MOST: usize = 4;

/// The distinct terms of a scenario.
#[derive(Debug, Clone, Default)]
pub(super) struct Lots {
    pub(super) terms: Vec<Terms>,
}

impl Lots {
    /// Number of classes.
    pub(super) fn classes(&self) -> usize {
        1 << self.terms.len()
    }

    /// The bit of some terms, a new one if nobody has had them yet.
    pub(super) fn bit(&mut self, terms: Terms) -> Result<u8, Error> {
        if let Some(known) = self.terms.iter().position(|t| *t == terms) {
            return Ok(1 << known);
        }
        if self.terms.len() == MOST {
            return Err(Error::Scenario {
                place: "licences".to_owned(),
                reason: format!("more than {MOST} different sets of terms"),
                hint:
                    "let licences that bar the same end uses share leakage, liability and excluded countries"
                        .to_owned(),
            });
        }
        self.terms.push(terms);
        Ok(1 << (self.terms.len() - 1))
    }

    /// The terms of a class.
    fn of(&self, class: usize) -> impl Iterator<Item = &Terms> {
        self.terms.iter().enumerate().filter(move |(bit, _)| class >> bit & 1 == 1).map(|(_, t)| t)
    }

    /// Share of a class that an end use can draw: all, or what leaks.
    pub(super) fn usable(&self, class: usize, end_use: EndUseId, values: &[f64]) -> f64 {
        let barring = self.of(class).filter(|t| t.end_uses.contains(&end_use));
        barring.map(|t| values[t.leakage as usize]).fold(1.0, f64::min)
    }

    /// Share of a class that a third country passes on to an importer.
    pub(super) fn passed(&self, class: usize, importer: CountryId, values: &[f64]) -> f64 {
        let barring = self.of(class).filter(|t| t.countries.contains(&importer));
        barring.filter_map(|t| t.stop).map(|stop| 1.0 - values[stop as usize]).product()
    }

    /// Share of value below which goods are free of the terms of a class: all of its terms must let them go.
    pub(super) fn reach(&self, class: usize, values: &[f64]) -> f64 {
        let thresholds = self.of(class).map(|t| t.threshold.map_or(0.0, |slot| values[slot as usize]));
        thresholds.fold(f64::INFINITY, f64::min)
    }
}

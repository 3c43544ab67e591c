//! What a period is given: the numbers of the draw, and what policy leaves.

use super::super::lots::Lots;
use super::super::parameters::Setting;
use super::super::policy::Levels;
use crate::id::Id;

/// The numbers of a draw and what policy makes of them in a period; every step but policy only reads them.
#[derive(Debug, Clone, Default)]
pub(in crate::simulate) struct Given {
    /// One number for each input.
    pub(in crate::simulate) values: Vec<f64>,
    pub(in crate::simulate) setting: Setting,
    pub(in crate::simulate) levels: Levels,
    pub(in crate::simulate) period: usize,
    /// Share of a class that an end use can draw: `class * end_uses + end use`.
    pub(in crate::simulate) usable: Vec<f64>,
    pub(in crate::simulate) end_uses: usize,
    /// Share of a class that is passed on to a country: `class * countries + country`.
    pub(in crate::simulate) passed: Vec<f64>,
    pub(in crate::simulate) countries: usize,
    /// Share of value below which goods are free of the terms of a class.
    pub(in crate::simulate) reach: Vec<f64>,
}

impl Given {
    /// Puts in place what the classes of lots may serve in a draw.
    pub(in crate::simulate) fn fill_lots(&mut self, lots: &Lots, end_uses: usize, countries: usize) {
        let Self { values, usable, passed, reach, .. } = self;
        usable.clear();
        passed.clear();
        reach.clear();
        for class in 0..lots.classes() {
            usable.extend((0..end_uses).map(|u| lots.usable(class, Id::from_index(u), values)));
            passed.extend((0..countries).map(|c| lots.passed(class, Id::from_index(c), values)));
            reach.push(lots.reach(class, values));
        }
        (self.end_uses, self.countries) = (end_uses, countries);
    }
}

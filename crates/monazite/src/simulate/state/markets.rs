//! What is remembered of the markets of forms, and worked out for them in a period.

use super::super::market::Market;
use super::super::wide::SIDES;
use super::list::reset;

/// State and scratch of markets: two a form, inside a restriction and outside it, and the spot market.
#[derive(Debug, Clone, Default)]
pub(in crate::simulate) struct Markets {
    /// Logarithm of the price over the baseline's, inside and outside, by form.
    pub(in crate::simulate) price: Vec<[f64; 2]>,
    /// The same of the level at which each market clears by itself, whatever its inputs cost.
    pub(in crate::simulate) cleared: Vec<[f64; 2]>,
    /// The same of what is paid on average, which follows it.
    pub(in crate::simulate) paid: Vec<[f64; 2]>,
    /// Whether anybody had a plan on the spot market in the last period, by form.
    pub(in crate::simulate) trading: Vec<bool>,
    /// Spot purchases planned, by form, group of sellers and node.
    pub(in crate::simulate) planned: Vec<f64>,
    /// What price leaves of need, by class of users, inside and outside.
    pub(in crate::simulate) restraint: Vec<[f64; 2]>,

    // Scratch.
    /// What each market is made of.
    pub(in crate::simulate) market: Vec<[Market; 2]>,
    /// What the users of each class ask for.
    pub(in crate::simulate) class_need: Vec<[f64; 2]>,
    /// Needs of the classes of one form on one side, and how readily they yield.
    pub(in crate::simulate) needs: Vec<(f64, f64)>,
    /// Sums on the way to it.
    pub(in crate::simulate) class_sums: Vec<[[f64; 2]; SIDES]>,
}

impl Markets {
    /// Every price is that of the baseline, and nobody is on the spot market.
    pub(super) fn begin(&mut self, forms: usize, classes: usize, entries: usize) {
        reset(&mut self.price, forms, [0.0; 2]);
        reset(&mut self.paid, forms, [0.0; 2]);
        reset(&mut self.cleared, forms, [0.0; 2]);
        reset(&mut self.trading, forms, false);
        reset(&mut self.planned, entries, 0.0);
        reset(&mut self.market, forms, Default::default());
        reset(&mut self.restraint, classes, [1.0; 2]);
        reset(&mut self.class_need, classes, [0.0; 2]);
        reset(&mut self.class_sums, classes, Default::default());
    }
}

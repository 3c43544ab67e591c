//! Ranges: the programmes that clubs choose, valued at other costs and other threats.
//!
//! A club's programme is the best one at central costs; a draw values it at costs drawn from the ranges of
//! `investment.csv` and at a drawn probability of the threats, without choosing again. What a club would choose at those
//! costs is at most as dear, so losses are rather too high in a draw, for all clubs alike.

use super::borne::per_unit;
use super::small::Small;
use super::value::Group;
use crate::lp::Item;
use crate::model::Model;
use crate::network::Network;
use monazite::datum::Quality;
use monazite::scenario::Uncertain;
use monazite::share::Items;
use monazite::system::System;
use monazite::system::investment::Parameter;
use monazite_highs::Solution;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::collections::BTreeMap;

/// What is drawn: costs and what lost need is worth. Times and limits are not, as they change what is possible.
const DRAWN: [Parameter; 8] = [
    Parameter::CapitalCost,
    Parameter::CostOfCapital,
    Parameter::CostDifference,
    Parameter::TradeCost,
    Parameter::StockPremium,
    Parameter::HoldingCost,
    Parameter::SubstitutionCost,
    Parameter::UnmetValue,
];

/// What the items of the joint programme cost at the low and at the high end of every drawn parameter, over what they
/// cost at the centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors {
    /// At the low end.
    pub low: Items,
    /// At the high end.
    pub high: Items,
}

impl Factors {
    pub(super) fn of(small: &Small<'_, '_>, central: &BTreeMap<usize, Items>, point: &Solution) -> Self {
        let sums = |costs: &BTreeMap<usize, Items>| {
            let mut sums = Items::default();
            for (&column, items) in costs {
                for (sum, k) in sums.0.iter_mut().zip(items.0) {
                    *sum += k * point.columns[column];
                }
            }
            sums
        };
        let central = sums(central);
        let at = |high: bool| {
            let network = small.model.network;
            let system = at_an_end(network.system, high);
            let network = Network { system: &system, ..network.clone() };
            let end = sums(&per_unit(small, &Model::of(&network)));
            // An item that costs nothing costs nothing in any draw.
            let over = |i| if central.0[i] > 0.0 { end.0[i] / central.0[i] } else { 1.0 };
            Items(std::array::from_fn(over))
        };
        Self { low: at(false), high: at(true) }
    }

    /// The factor of each item at a place between the ends, 0 to 1 by item, and at a factor of the threats'
    /// probability.
    fn drawn(&self, at: [f64; Items::COUNT], probability: f64) -> Items {
        let mut factors = Items(std::array::from_fn(|i| {
            let (low, high) = (self.low.0[i].min(1.0), self.high.0[i].max(1.0));
            Uncertain::Triangular { low, mode: 1.0, high }.quantile(at[i])
        }));
        factors.0[Item::ALL.len() - 1] *= probability;
        factors
    }
}

/// The system with every drawn parameter at an end of its range.
fn at_an_end(system: &System, high: bool) -> System {
    let mut system = system.clone();
    for row in system.investments.iter_mut().filter(|row| DRAWN.contains(&row.parameter)) {
        row.datum.value = if high { row.datum.high } else { row.datum.low };
    }
    system
}

/// Factors of each group in each draw, the first of which is the centre.
///
/// Capital and running costs are drawn for each group by itself; what one row of the data says of all minerals, and the
/// probability of the threats, once for all. Probabilities are assumed, with the error of an assumed number.
#[must_use]
pub(super) fn draws(groups: &[Group], draws: usize, seed: u64) -> Vec<Vec<Items>> {
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut uniform = || random.random_range(0.0..1.0);
    let error = Quality::Assumed.relative_sigma();
    let mut of_all = vec![vec![Items([1.0; Items::COUNT]); groups.len()]];
    for _ in 0..draws {
        let shared: [f64; Items::COUNT] = std::array::from_fn(|_| uniform());
        let probability =
            Uncertain::Triangular { low: 1.0 - error, mode: 1.0, high: 1.0 + error }.quantile(uniform());
        let of = |group: &Group| {
            let own = [uniform(), uniform()];
            let at = std::array::from_fn(|i| match Item::ALL[i] {
                Item::Capital => own[0],
                Item::Operating | Item::Recycling => own[1],
                // Lost in a normal year or under a threat, need is worth the same.
                Item::Unmet | Item::Risk => shared[Item::ALL.len() - 1],
                _ => shared[i],
            });
            group.factors.drawn(at, probability)
        };
        of_all.push(groups.iter().map(of).collect());
    }
    of_all
}

/// The smallest and largest of a number over draws but for one in twenty at each end, and in any case its centre.
pub(super) fn spread(central: f64, mut drawn: Vec<f64>) -> (f64, f64) {
    drawn.sort_by(f64::total_cmp);
    let cut = drawn.len() / 20;
    let kept = drawn.get(cut..drawn.len() - cut).unwrap_or(&[]);
    let (low, high) = (kept.first().unwrap_or(&central), kept.last().unwrap_or(&central));
    (low.min(central), high.max(central))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_leaves_out_one_draw_in_twenty_at_each_end_and_holds_the_centre() {
        let drawn: Vec<f64> = (0..40).rev().map(f64::from).collect();
        assert_eq!(spread(20.0, drawn.clone()), (2.0, 37.0));
        assert_eq!(spread(50.0, drawn), (2.0, 50.0));
        assert_eq!(spread(3.0, Vec::new()), (3.0, 3.0));
    }

    #[test]
    fn factors_stay_between_their_ends_and_the_threats_multiply_the_risk_alone() {
        let factors = Factors { low: Items([0.5; 8]), high: Items([3.0; 8]) };
        assert_eq!(factors.drawn([0.0; 8], 1.0), Items([0.5; 8]));
        assert_eq!(factors.drawn([1.0; 8], 1.0), Items([3.0; 8]));
        // One fifth of the range lies below the centre, and so does one fifth of the draws.
        assert!((factors.drawn([0.2; 8], 1.0).0[0] - 1.0).abs() < 1e-12);
        let doubled = factors.drawn([0.2; 8], 2.0);
        assert!((doubled.0[7] - 2.0).abs() < 1e-12 && (doubled.0[6] - 1.0).abs() < 1e-12);
    }
}

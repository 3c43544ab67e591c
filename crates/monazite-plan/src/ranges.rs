//! Ranges: programmes that were chosen at central costs, valued at other costs and other threats.
//!
//! A programme is the best one at central costs; a draw values it at costs drawn from the ranges of `investment.csv` and
//! at a drawn probability of the threats, without choosing again. What would be chosen at those costs is at most as dear,
//! so losses are rather too high in a draw, for all programmes alike.

use crate::data::End;
use crate::lp::Item;
use crate::model::Model;
use crate::network::Network;
use monazite::datum::Quality;
use monazite::estimate::{ENDS, Estimate};
use monazite::plan::Items;
use monazite::plan::{Event, Factors};
use monazite::random::{stream, uniform};
use monazite::system::System;
use monazite::system::investment::Parameter;
use monazite::{Cancelled, Watch};

/// What is drawn, beside what lost need is worth: costs. Times and limits are not, as they change what is possible.
const DRAWN: [Parameter; 7] = [
    Parameter::CapitalCost,
    Parameter::CostOfCapital,
    Parameter::CostDifference,
    Parameter::TradeCost,
    Parameter::StockPremium,
    Parameter::HoldingCost,
    Parameter::SubstitutionCost,
];

/// How many draws are made, and from which seed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Draws {
    /// Number of draws; without any every number is as exact as its centre.
    pub(crate) count: usize,
    /// Seed.
    pub(crate) seed: u64,
}

/// How far the items of a programme reach: `items` values it with the costs of a model.
pub(crate) fn factors(
    network: &Network<'_>,
    central: Items,
    items: &dyn Fn(&Model<'_>) -> Items,
    watch: &Watch,
) -> Result<Factors, Cancelled> {
    let at = |end: End| {
        let system = at_an_end(network.system, end);
        let network = Network { system: &system, end, ..network.clone() };
        let end = items(&Model::of(&network, watch)?);
        // An item that costs nothing costs nothing in any draw.
        let over = |i| if central.0[i] > 0.0 { end.0[i] / central.0[i] } else { 1.0 };
        Ok(Items(std::array::from_fn(over)))
    };
    Ok(Factors { low: at(End::Low)?, high: at(End::High)? })
}

/// The factor of each item at a place between the ends, 0 to 1 by item, and at a factor of the threats' probability.
fn drawn(factors: &Factors, at: [f64; Items::COUNT], probability: f64) -> Items {
    let mut drawn = Items(std::array::from_fn(|i| {
        let (low, high) = (factors.low.0[i].min(1.0), factors.high.0[i].max(1.0));
        between(low, high, at[i])
    }));
    drawn.0[Item::ALL.len() - 1] *= probability;
    drawn
}

/// A factor between two ends at a place from 0 to 1: half of the draws lie below the centre, which is one, and half above,
/// both the more frequent the nearer to it. A triangle with its peak at the centre would put most draws of a skewed range
/// on its longer side, and the centre of a sum of many at the end of its range.
fn between(low: f64, high: f64, at: f64) -> f64 {
    if at < 0.5 {
        low + (1.0 - low) * (2.0 * at).sqrt()
    } else {
        high - (high - 1.0) * (2.0 - 2.0 * at).sqrt()
    }
}

/// The system with every drawn parameter at an end of its range.
fn at_an_end(system: &System, end: End) -> System {
    let mut system = system.clone();
    for row in system.investments.iter_mut().filter(|row| DRAWN.contains(&row.parameter)) {
        row.datum.value = if end == End::High { row.datum.high } else { row.datum.low };
    }
    system
}

/// Factors of each group of minerals in each draw, the first of which is the centre.
///
/// Each item is drawn once for all groups: works are dearer than said for reasons that they share, wages, energy, steel and
/// the cost of money, and so is what one row of the data says of all minerals. Probabilities are assumed, with the error of an assumed number.
pub(crate) fn draws(groups: &[Factors], draws: Draws) -> Vec<Vec<Items>> {
    let error = Quality::Assumed.relative_sigma();
    let mut of_all = vec![vec![Items::ONES; groups.len()]];
    for draw in 0..draws.count {
        let mut stream = stream(draws.seed, &[draw as u64]);
        let mut uniform = || uniform(&mut stream);
        let shared: [f64; Items::COUNT] = std::array::from_fn(|_| uniform());
        let probability = between(1.0 - error, 1.0 + error, uniform());
        let of = |factors: &Factors| {
            let at = std::array::from_fn(|i| match Item::ALL[i] {
                Item::Recycling => shared[Item::Operating as usize],
                // Lost in a normal year or under a threat, need is worth the same.
                Item::Unmet | Item::Risk => shared[Item::ALL.len() - 1],
                _ => shared[i],
            });
            drawn(factors, at, probability)
        };
        of_all.push(groups.iter().map(of).collect());
    }
    of_all
}

/// A loss that is drawn between its ends as items are: the range is that of 5 to 95 % of draws.
pub(crate) fn of_loss(ends: Estimate) -> Estimate {
    let Estimate { low, value, high } = ends;
    let at = |p: f64| if value > 0.0 { value * between(low / value, high / value, p) } else { value };
    Estimate { low: at(ENDS[0]), value, high: at(ENDS[1]) }
}

/// Factors of a programme that leaves no loss: what is lost without it reaches as far as its events do.
pub(crate) fn reaching(factors: Factors, with: &Items, events: &[Event]) -> Factors {
    let risk = Item::ALL.len() - 1;
    let sum = |of: fn(&Estimate) -> f64| events.iter().map(|e| of(&e.loss)).sum::<f64>();
    let central = sum(|e| e.value);
    if with.0[risk] > 0.0 || central <= 0.0 {
        return factors;
    }
    let Factors { mut low, mut high } = factors;
    (low.0[risk], high.0[risk]) = (sum(|e| e.low) / central, sum(|e| e.high) / central);
    Factors { low, high }
}

/// A number in its draws, the first of which is the centre.
pub(crate) fn estimate(values: impl IntoIterator<Item = f64>) -> Estimate {
    let mut values = values.into_iter();
    let value = values.next().unwrap_or(0.0);
    Estimate::of_draws(value, values.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twelve works that may cost half of what they are said to be, or four times it.
    #[test]
    fn the_centre_of_a_sum_of_skewed_costs_is_inside_its_range() {
        let mut factors = Factors::default();
        (factors.low.0[0], factors.high.0[0]) = (0.5, 4.0);
        let drawn = draws(&[factors; 12], Draws { count: 24, seed: 1 });
        let sum = |of: &Vec<Items>| of.iter().map(Items::sum).sum::<f64>();
        let Estimate { low, value, high } = estimate(drawn.iter().map(sum));
        assert!(low < value && value < high, "{low} {value} {high}");
    }

    #[test]
    fn factors_stay_between_their_ends_and_the_threats_multiply_the_risk_alone() {
        let factors = Factors { low: Items([0.5; 8]), high: Items([3.0; 8]) };
        assert_eq!(drawn(&factors, [0.0; 8], 1.0), Items([0.5; 8]));
        assert_eq!(drawn(&factors, [1.0; 8], 1.0), Items([3.0; 8]));
        // One fifth of the range lies below the centre, and half of the draws.
        assert!((drawn(&factors, [0.5; 8], 1.0).0[0] - 1.0).abs() < 1e-12);
        let doubled = drawn(&factors, [0.5; 8], 2.0);
        assert!((doubled.0[7] - 2.0).abs() < 1e-12 && (doubled.0[6] - 1.0).abs() < 1e-12);
    }
}

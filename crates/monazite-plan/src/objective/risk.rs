//! Losses under threats: by their probability, or the mean of their worst part (conditional value at risk).
//!
//! Expected: `sum_s P_s loss[s,y]`. CVaR: `eta[y] + sum_s P_s z[s,y] / (1 - alpha)`.

use super::{charge, substitution};
use crate::lp::{Charge, Column, Item};
use crate::model::Model;
use crate::variable::Year;
use monazite::plan::Items;
use monazite::plan::{Attitude, Threat};
use monazite_highs::Solution;

pub(crate) fn add(model: &mut Model<'_>) {
    let programme = model.network.programme;
    for y in 0..model.network.years.len() {
        let may_begin = |(s, _): &(usize, &Threat)| model.variables.recourse.contains_key(&(*s, y));
        let threats: Vec<_> = programme.threats.iter().enumerate().filter(may_begin).collect();
        for (s, threat) in threats {
            let probability = threat.probability.get();
            match programme.attitude {
                Attitude::Expected => {
                    let (year, weight) = (model.network.years[y], model.discount(y) * probability);
                    for (column, cost) in losses(model, s, y) {
                        model.lp.charge(Charge { column, item: Item::Risk, year, cost, weight });
                    }
                }
                Attitude::Cvar { alpha } => {
                    let beyond = model.variables.tail.beyond[&(s, y)];
                    charge(model, beyond, Item::Risk, y, probability / (1.0 - alpha.get()));
                }
            }
        }
        if let Some(&at_risk) = model.variables.tail.at_risk.get(&y) {
            charge(model, at_risk, Item::Risk, y, 1.0);
        }
    }
}

/// What a point costs by item, with losses under threats by their probability whatever the attitude: the unknowns of
/// conditional value at risk are money, so it is here that the worth of need enters.
pub(crate) fn counted(model: &Model<'_>, point: &Solution) -> Items {
    let mut items = model.items(point);
    if model.network.programme.attitude != Attitude::Expected {
        let expected = model.network.branches().into_iter().map(|(s, y)| {
            let weight = model.discount(y) * model.network.programme.threats[s].probability.get();
            losses(model, s, y).into_iter().map(|(c, cost)| weight * cost * point.columns[c.0]).sum::<f64>()
        });
        items.0[Item::Risk as usize] = expected.sum();
    }
    items
}

/// What a threat that begins in a year costs, per unit of the columns that cost: unmet need and hasty substitution.
pub(crate) fn losses(model: &Model<'_>, s: usize, y: Year) -> Vec<(Column, f64)> {
    let recourse = &model.variables.recourse[&(s, y)];
    let unmet = recourse.unmet.iter().map(|(&(f, u), &c)| (c, model.value_of_need(f, u)));
    let without = recourse.substituted.iter().map(|(&(f, u), &c)| (c, substitution::per_unit(model, f, u)));
    unmet.chain(without).collect()
}

//! Losses under threats: by their probability, or the mean of their worst part (conditional value at risk).
//!
//! Expected: `sum_s P_s loss[s,y]`. CVaR: `eta[y] + sum_s P_s z[s,y] / (1 - alpha)`.

use super::charge::charge;
use super::substitution;
use crate::chain::Year;
use crate::frame::Frame;
use crate::lp::{Charge, Column, Item, Lp};
use crate::variable::columns::Variables;
use monazite::plan::{Attitude, Threat};

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let programme = frame.network.programme;
    for y in 0..frame.network.years.len() {
        let may_begin = |(s, _): &(usize, &Threat)| v.recourse.contains_key(&(*s, y));
        let threats: Vec<_> = programme.threats.iter().enumerate().filter(may_begin).collect();
        for (s, threat) in threats {
            let probability = threat.probability.get();
            match programme.attitude {
                Attitude::Expected => {
                    let (year, weight) = (frame.network.years[y], frame.discount(y) * probability);
                    for (column, cost) in losses(frame, v, s, y) {
                        lp.charge(Charge { column, item: Item::Risk, year, cost, weight });
                    }
                }
                Attitude::Cvar { alpha } => {
                    let beyond = v.tail.beyond[&(s, y)];
                    charge(frame, lp, beyond, Item::Risk, y, probability / (1.0 - alpha.get()));
                }
            }
        }
        if let Some(&at_risk) = v.tail.at_risk.get(&y) {
            charge(frame, lp, at_risk, Item::Risk, y, 1.0);
        }
    }
}

/// What a threat that begins in a year costs, per unit of the columns that cost: unmet need and hasty substitution.
pub(crate) fn losses(frame: &Frame<'_>, v: &Variables, s: usize, y: Year) -> Vec<(Column, f64)> {
    let recourse = &v.recourse[&(s, y)];
    let unmet = recourse.unmet.iter().map(|(&(f, class, z), &c)| (c, frame.value_under(s, (f, class, z), y)));
    let without = recourse.substituted.iter().map(|(&(f, u), &c)| (c, substitution::per_unit(frame, f, u)));
    unmet.chain(without).collect()
}

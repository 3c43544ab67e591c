//! Capital: the annuity of what is built, from its first output to the end of the horizon; at least the last year is
//! paid, so that nothing is built too late to matter and for free.

use super::{MILLION, charge};
use crate::lp::Item;
use crate::model::Model;

pub(crate) fn add(model: &mut Model<'_>) {
    let last = model.network.years.len() - 1;
    for k in 0..model.choices.len() {
        let (chain, choice) = &model.choices[k];
        let unit = model.network.minerals[*chain].unit;
        let yearly = choice.annuity() * choice.capital * unit * model.size(k) / MILLION;
        let wait = choice.lead.floor() as usize;
        for y in 0..=last {
            let column = model.variables.build[&(k, y)];
            for t in (y + wait).min(last)..=last {
                charge(model, column, Item::Capital, t, yearly);
            }
        }
    }
}

//! Capital: the annuity of what is built, from its first output to the end of the horizon; at least the last year is
//! paid, so that nothing is built too late to matter and for free.

use super::charge::charge;
use crate::data::MILLION;
use crate::frame::Frame;
use crate::lp::{Item, Lp};
use crate::variable::columns::Variables;

pub(crate) fn add(frame: &Frame<'_>, v: &Variables, lp: &mut Lp) {
    let last = frame.network.years.len() - 1;
    for (k, (_, choice)) in frame.choices.iter().enumerate() {
        let unit = frame.of_choice(k).unit;
        let yearly = choice.annuity() * choice.capital * unit * frame.size(k) / MILLION;
        let wait = choice.lead.floor() as usize;
        for y in 0..=last {
            let column = v.build[&(k, y)];
            for t in (y + wait).min(last)..=last {
                charge(frame, lp, column, Item::Capital, t, yearly);
            }
        }
    }
}

//! Endurance: time to survive and time to recover (Simchi-Levi), of the same groups as the shortfall.

use super::shortfall::{groups, share};
use super::{Gauge, Metric, Read, View};
use crate::simulate::Outcome;

/// A shortfall up to this share counts as none: the epsilon of both definitions.
const TOLERANCE: f64 = 0.01;

/// Days until the shortfall first exceeds the tolerance, and until it last does. Where it never does, the horizon and
/// zero; where it does to the end, the horizon.
pub(super) fn gauges(view: &View<'_>, out: &mut Vec<Gauge>) {
    for (key, users) in groups(view, Metric::TimeToSurvive) {
        let survive = users.clone();
        let read = Read::Once(Box::new(move |outcome| {
            let short = (0..outcome.periods).find(|&t| is_short(outcome, &survive, t));
            outcome.step.get() * short.unwrap_or(outcome.periods) as f64
        }));
        out.push(Gauge { key, read });
        let key = super::Key { metric: Metric::TimeToRecover, ..key };
        let read = Read::Once(Box::new(move |outcome| {
            let last = (0..outcome.periods).rev().find(|&t| is_short(outcome, &users, t));
            outcome.step.get() * last.map_or(0.0, |t| (t + 1) as f64)
        }));
        out.push(Gauge { key, read });
    }
}

fn is_short(outcome: &Outcome, users: &[usize], period: usize) -> bool {
    share(outcome, users, period) > TOLERANCE
}

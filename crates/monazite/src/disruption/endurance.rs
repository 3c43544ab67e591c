//! Endurance: time to survive and time to recover (Simchi-Levi), of the same groups as the shortfall.

use super::gauge::Key;
use super::gauge::{Gauge, Read, View};
use super::metric::Metric;
use crate::quantity::Days;

/// A shortfall up to this share counts as none: the epsilon of both definitions.
const TOLERANCE: f64 = 0.01;

/// Not within the horizon: later than any day, and no day itself.
pub const NEVER: f64 = f64::INFINITY;

/// Days until the shortfall first exceeds the tolerance, and until it last does. Where it never does, [`NEVER`] and zero;
/// where it does to the end, [`NEVER`] as well.
pub(super) fn gauges(_: &View<'_>, out: &mut Vec<Gauge>) {
    for of in 0..out.len() {
        let key = out[of].key;
        if key.metric == Metric::Shortfall {
            let of_metric = |metric| Key { metric, ..key };
            out.push(Gauge { key: of_metric(Metric::TimeToSurvive), read: Read::Once(of, survive) });
            out.push(Gauge { key: of_metric(Metric::TimeToRecover), read: Read::Once(of, recover) });
        }
    }
}

fn survive(shortfall: &[f64], step: Days) -> f64 {
    let short = shortfall.iter().position(|s| *s > TOLERANCE);
    short.map_or(NEVER, |first| step.get() * first as f64)
}

fn recover(shortfall: &[f64], step: Days) -> f64 {
    let over = shortfall.iter().rposition(|s| *s > TOLERANCE).map_or(0, |last| last + 1);
    if over > 0 && over == shortfall.len() { NEVER } else { step.get() * over as f64 }
}

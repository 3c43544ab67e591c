//! What depends most, and what is most hidden: the order in which several chapters speak.

use super::dependence::STAGES;
use crate::brief::{Brief, largest_first};
use monazite::figure::Figure;

/// Origin share of each mineral at any stage, largest first; where that is not known, of the stage with the largest.
pub(super) fn peaks<'a>(brief: &Brief<'a>) -> Vec<&'a Figure> {
    let peak = |mineral: &str| {
        let stages = STAGES.iter().filter_map(|s| brief.origin(mineral, s.word()));
        brief.origin(mineral, "").or_else(|| stages.max_by(|a, b| a.value.total_cmp(&b.value)))
    };
    largest_first(brief.deep_minerals().filter_map(|id| peak(brief.system.minerals.key(id))))
}

/// Pairs of direct and origin share that differ beyond both ranges, the largest difference first.
pub(super) fn hidden_first<'a>(pairs: &[(&'a Figure, &'a Figure)]) -> Vec<(&'a Figure, &'a Figure)> {
    let mut hidden: Vec<_> =
        pairs.iter().copied().filter(|(direct, origin)| origin.low > direct.high).collect();
    hidden.sort_by(|a, b| (b.1.value - b.0.value).total_cmp(&(a.1.value - a.0.value)));
    hidden
}

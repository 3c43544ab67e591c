//! Ranges: the spread of a figure over the draws.

use super::metric::Metric;
use super::reading::{Key, Reading};
use crate::datum::Quality;
use crate::estimate::{ENDS, quantile_of};
use std::collections::{BTreeMap, BTreeSet};

/// The values of every key over the draws, sorted.
pub(super) struct Spread {
    values: BTreeMap<Key, Vec<f64>>,
    /// In how many draws there is anything of which the figure is a share.
    wholes: BTreeMap<Key, usize>,
}

impl Spread {
    pub(super) fn of(draws: &[BTreeMap<Key, f64>]) -> Self {
        let mut values: BTreeMap<Key, Vec<f64>> = BTreeMap::new();
        let mut wholes: BTreeMap<Key, usize> = BTreeMap::new();
        for draw in draws {
            let shares = draw.keys().filter(|key| absent_is_nothing(key.metric));
            for whole in shares.map(whole_of).collect::<BTreeSet<_>>() {
                *wholes.entry(whole).or_default() += 1;
            }
            for (&key, &value) in draw {
                values.entry(key).or_default().push(value);
            }
        }
        for of_key in values.values_mut() {
            of_key.sort_by(f64::total_cmp);
        }
        Self { values, wholes }
    }

    /// The reading with its range: the 5th to 95th percentile of the draws, widened to hold the central value, and
    /// stretched by the range that the reading has of its own.
    pub(super) fn range(&self, reading: Reading, quality: Quality) -> Reading {
        let (mut low, mut high) = (reading.value, reading.value);
        if let Some(values) = self.values.get(&reading.key).filter(|v| !v.is_empty()) {
            let wholes = self.wholes.get(&whole_of(&reading.key)).copied().unwrap_or(0);
            let missing = wholes.saturating_sub(values.len());
            low = low.min(quantile(values, missing, ENDS[0]));
            high = high.max(quantile(values, missing, ENDS[1]));
        }
        let own = |end: f64| if reading.value > 0.0 { end / reading.value } else { 1.0 };
        Reading { low: low * own(reading.low), high: high * own(reading.high), quality, ..reading }
    }
}

/// What a share is a share of: all countries' shares of one thing have it in common.
fn whole_of(key: &Key) -> Key {
    Key { country: None, ..*key }
}

/// Whether a figure that a draw does not have is nothing there, if the draw has the whole: a share of what is made or
/// imported. A share of nothing is no share.
const fn absent_is_nothing(metric: Metric) -> bool {
    matches!(metric, Metric::ProductionShare | Metric::OriginShare)
}

/// Quantile of sorted values before which `missing` zeros stand.
fn quantile(sorted: &[f64], missing: usize, p: f64) -> f64 {
    let at = |i: usize| if i < missing { 0.0 } else { sorted[i - missing] };
    quantile_of(sorted.len() + missing, at, p).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{CountryId, Id, MineralId};

    #[test]
    fn what_a_draw_does_not_have_stands_before_the_rest_as_nothing() {
        assert_eq!(quantile(&[1.0, 2.0, 3.0], 0, 0.25), 1.5);
        assert_eq!(quantile(&[1.0, 2.0], 1, 0.5), 1.0);
        assert_eq!(quantile(&[7.0], 0, 0.95), 7.0);
    }

    #[test]
    fn a_share_of_nothing_is_no_share_of_zero() {
        let mineral = MineralId::from_index(0);
        let share =
            |country| Key::of(Metric::ProductionShare, mineral).country(CountryId::from_index(country));
        let whole = Key::of(Metric::OriginShare, mineral);
        // The first country makes all in two draws and nothing in one; in the last draw nobody makes anything.
        let draws = [
            BTreeMap::from([(share(0), 1.0), (whole, 0.5)]),
            BTreeMap::from([(share(0), 1.0), (whole, 0.5)]),
            BTreeMap::from([(share(1), 1.0)]),
            BTreeMap::new(),
        ];
        let range = |key, value| Spread::of(&draws).range(Reading::new(key, value), Quality::Observed).low;
        // At 5 % of three draws, of which one has nothing of it.
        assert!((range(share(0), 1.0) - 0.1).abs() < 1e-12);
        assert_eq!(range(whole, 0.5), 0.5);
    }
}

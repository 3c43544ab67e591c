//! Quantiles of a stream of numbers without keeping them.
//!
//! Counts in bins whose width is a fixed part of the value, 32 to a factor of two, so a quantile is right to 1.6 %. This
//! is the DDSketch of Masson, Rim and Lee (2019, PVLDB 12) with its linearly interpolated mapping, which reads the bin
//! off the bits of the number. Counts add up in any order to the same numbers.

use serde::{Deserialize, Serialize};

/// Mantissa bits that tell bins apart.
const BITS: u32 = 5;

/// A sketch of numbers that are zero or more.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sketch {
    zeros: u32,
    /// Bins in order, with their counts.
    bins: Vec<(u16, u32)>,
}

impl Sketch {
    /// Counts a number; what is too small to be one counts as zero.
    pub(crate) fn add(&mut self, value: f64) {
        if value < f64::MIN_POSITIVE {
            self.zeros += 1;
            return;
        }
        let bin = (value.to_bits() >> (52 - BITS)) as u16;
        match self.bins.binary_search_by_key(&bin, |b| b.0) {
            Ok(at) => self.bins[at].1 += 1,
            Err(at) => self.bins.insert(at, (bin, 1)),
        }
    }

    /// Counts the numbers of another sketch.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.zeros += other.zeros;
        for &(bin, count) in &other.bins {
            match self.bins.binary_search_by_key(&bin, |b| b.0) {
                Ok(at) => self.bins[at].1 += count,
                Err(at) => self.bins.insert(at, (bin, count)),
            }
        }
    }

    /// The number below which a share `p` of the stream lies: the middle of its bin.
    pub(crate) fn quantile(&self, p: f64) -> f64 {
        let count: u64 = u64::from(self.zeros) + self.bins.iter().map(|b| u64::from(b.1)).sum::<u64>();
        let rank = (p * count.saturating_sub(1) as f64).round() as u64;
        let mut seen = u64::from(self.zeros);
        if rank < seen || count == 0 {
            return 0.0;
        }
        for &(bin, count) in &self.bins {
            seen += u64::from(count);
            if rank < seen {
                let low = f64::from_bits(u64::from(bin) << (52 - BITS));
                if low.is_infinite() {
                    return low;
                }
                let high = f64::from_bits((u64::from(bin) + 1) << (52 - BITS));
                return 0.5 * (low + high);
            }
        }
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn quantiles_are_right_to_the_width_of_a_bin(mut values in prop::collection::vec(0.0..1e6_f64, 1..400), p in 0.0..1.0_f64) {
            let mut sketch = Sketch::default();
            values.iter().for_each(|&v| sketch.add(v));
            values.sort_by(f64::total_cmp);
            let exact = values[(p * (values.len() - 1) as f64).round() as usize];
            prop_assert!((sketch.quantile(p) - exact).abs() <= exact / 63.0);
            // Order does not matter, nor does who counts.
            let mut again = Sketch::default();
            let (some, others) = values.split_at(values.len() / 3);
            some.iter().rev().for_each(|&v| again.add(v));
            let mut more = Sketch::default();
            others.iter().rev().for_each(|&v| more.add(v));
            again.merge(&more);
            prop_assert_eq!(sketch, again);
        }
    }

    #[test]
    fn zeros_are_zeros() {
        let mut sketch = Sketch::default();
        [0.0, 0.0, 0.0, 1.0].into_iter().for_each(|v| sketch.add(v));
        assert_eq!(sketch.quantile(0.5), 0.0);
        assert!((sketch.quantile(1.0) - 1.0).abs() < 0.02);
        assert_eq!(Sketch::default().quantile(0.5), 0.0);
        sketch.add(f64::INFINITY);
        assert_eq!(sketch.quantile(1.0), f64::INFINITY);
    }
}

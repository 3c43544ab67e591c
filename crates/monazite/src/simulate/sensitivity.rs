//! Which assumption matters most: first-order variance-based sensitivity from the draws at hand.
//!
//! The share of a result's variance that vanishes once one input is known. It is read off given data by splitting the
//! draws into bins of equal probability of the input: S = Var(mean of a bin) / Var, corrected for what chance alone puts
//! into the bins (epsilon squared). Source: Plischke, Borgonovo and Smith (2013), Eur. J. Oper. Res. 226.

//!
//! Results are counted in whole steps of 2^-40 and their sums are whole numbers, so that sums of draws made apart add up in
//! any order to the same bits.

use serde::{Deserialize, Serialize};

/// Bins of an input.
const BINS: usize = 16;
/// Steps of a unit in which results are counted.
const STEPS: f64 = (1_u64 << 40) as f64;

/// Sums that the indices are computed from, for some results and all inputs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sensitivity {
    draws: u64,
    /// Sum of each result, in steps.
    sums: Vec<i64>,
    /// Sum of the squares of each result, in steps squared: the two halves of a number of 128 bits.
    squares: Vec<[u64; 2]>,
    /// Draws of each bin of each input.
    counts: Vec<u32>,
    /// Sum of each result in each bin of each input, in steps.
    binned: Vec<i64>,
}

impl Sensitivity {
    pub(crate) fn new(inputs: usize, results: usize) -> Self {
        Self {
            draws: 0,
            sums: vec![0; results],
            squares: vec![[0; 2]; results],
            counts: vec![0; inputs * BINS],
            binned: vec![0; inputs * BINS * results],
        }
    }

    /// Counts a draw: the probabilities at which inputs were drawn, and the results.
    pub(crate) fn add(&mut self, probabilities: &[f64], results: &[f64]) {
        let steps: Vec<i64> = results.iter().map(|y| (y * STEPS).round() as i64).collect();
        self.draws += 1;
        for ((sum, square), &y) in self.sums.iter_mut().zip(&mut self.squares).zip(&steps) {
            *sum += y;
            *square = halves(whole(*square) + u128::from(y.unsigned_abs()).pow(2));
        }
        let width = results.len();
        for (input, &p) in probabilities.iter().enumerate() {
            let bin = input * BINS + ((p * BINS as f64) as usize).min(BINS - 1);
            self.counts[bin] += 1;
            let binned = &mut self.binned[bin * width..(bin + 1) * width];
            binned.iter_mut().zip(&steps).for_each(|(sum, y)| *sum += y);
        }
    }

    /// Counts the draws of another part.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.draws += other.draws;
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, more)| *sum += more);
        let squares = self.squares.iter_mut().zip(&other.squares);
        squares.for_each(|(square, more)| *square = halves(whole(*square) + whole(*more)));
        self.counts.iter_mut().zip(&other.counts).for_each(|(count, more)| *count += more);
        self.binned.iter_mut().zip(&other.binned).for_each(|(sum, more)| *sum += more);
    }

    /// Share of the variance of a result that knowing an input would take away; `None` without variance or draws enough.
    pub(crate) fn index(&self, input: usize, result: usize) -> Option<f64> {
        let n = self.draws as f64;
        let (sum, squares) = (self.sums[result], whole(self.squares[result]));
        let mean = sum as f64 / n;
        // Whole numbers of 128 bits: no digit is lost where the mean is large against the spread.
        let of_all = (u128::from(self.draws) * squares).checked_sub(u128::from(sum.unsigned_abs()).pow(2));
        let total = of_all.unwrap_or_default() as f64 / n;
        let bins = input * BINS..(input + 1) * BINS;
        let filled = self.counts[bins.clone()].iter().filter(|c| **c > 0).count() as f64;
        if n <= filled || total <= 1e-12 * squares as f64 {
            return None;
        }
        let between: f64 = bins
            .filter(|&b| self.counts[b] > 0)
            .map(|b| {
                let count = f64::from(self.counts[b]);
                let away = self.binned[b * self.sums.len() + result] as f64 / count - mean;
                count * away * away
            })
            .sum();
        Some((1.0 - (1.0 - between / total) * (n - 1.0) / (n - filled)).max(0.0))
    }
}

fn whole([high, low]: [u64; 2]) -> u128 {
    u128::from(high) << 64 | u128::from(low)
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half")]
fn halves(number: u128) -> [u64; 2] {
    [(number >> 64) as u64, number as u64]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{stream, uniform};

    #[test]
    fn the_ishigami_function() {
        // Sobol indices of sin a + 7 sin^2 b + 0.1 c^4 sin a on (-pi, pi): 0.3139, 0.4424, 0 (Ishigami and Homma 1990).
        let mut sensitivity = Sensitivity::new(3, 1);
        let mut apart = [Sensitivity::new(3, 1), Sensitivity::new(3, 1)];
        let mut stream = stream(1, &[0]);
        for draw in 0..40_000 {
            let p = [uniform(&mut stream), uniform(&mut stream), uniform(&mut stream)];
            let [a, b, c] = p.map(|p| std::f64::consts::TAU * (p - 0.5));
            let result = [a.sin() + 7.0 * b.sin().powi(2) + 0.1 * c.powi(4) * a.sin()];
            sensitivity.add(&p, &result);
            apart[draw % 2].add(&p, &result);
        }
        let [mut merged, other] = apart;
        merged.merge(&other);
        assert_eq!(merged, sensitivity, "draws counted apart are the same to the last bit");
        for (input, published) in [0.3139, 0.4424, 0.0].into_iter().enumerate() {
            let ours = sensitivity.index(input, 0).unwrap();
            // Sixteen bins smooth a twentieth of an effect with two waves away.
            assert!((ours - published).abs() < 0.03, "{input}: {ours} for {published}");
        }
        assert_eq!(Sensitivity::new(1, 1).index(0, 0), None);
    }
}

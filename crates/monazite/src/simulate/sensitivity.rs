//! Which assumption matters most: first-order variance-based sensitivity from the draws at hand.
//!
//! The share of a result's variance that vanishes once one input is known. It is read off given data by splitting the
//! draws into bins of equal probability of the input: S = Var(mean of a bin) / Var, corrected for what chance alone puts
//! into the bins (epsilon squared). Source: Plischke, Borgonovo and Smith (2013), Eur. J. Oper. Res. 226.

use serde::{Deserialize, Serialize};

/// Bins of an input.
const BINS: usize = 16;

/// Sums that the indices are computed from, for some results and all inputs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sensitivity {
    draws: u64,
    /// Sum and sum of squares of each result, less its first value, which keeps the digits.
    results: Vec<(f64, f64, f64)>,
    /// Draws of each bin of each input.
    counts: Vec<u32>,
    /// Sum of each result in each bin of each input.
    sums: Vec<f64>,
}

impl Sensitivity {
    pub(crate) fn new(inputs: usize, results: usize) -> Self {
        Self {
            draws: 0,
            results: vec![(0.0, 0.0, 0.0); results],
            counts: vec![0; inputs * BINS],
            sums: vec![0.0; inputs * BINS * results],
        }
    }

    /// Counts a draw: the probabilities at which inputs were drawn, and the results.
    pub(crate) fn add(&mut self, probabilities: &[f64], results: &[f64]) {
        for (sum, &y) in self.results.iter_mut().zip(results) {
            if self.draws == 0 {
                sum.0 = y;
            }
            sum.1 += y - sum.0;
            sum.2 += (y - sum.0) * (y - sum.0);
        }
        self.draws += 1;
        let width = results.len();
        for (input, &p) in probabilities.iter().enumerate() {
            let bin = input * BINS + ((p * BINS as f64) as usize).min(BINS - 1);
            self.counts[bin] += 1;
            let sums = &mut self.sums[bin * width..(bin + 1) * width];
            for ((bin_sum, &y), sum) in sums.iter_mut().zip(results).zip(&self.results) {
                *bin_sum += y - sum.0;
            }
        }
    }

    /// Share of the variance of a result that knowing an input would take away; `None` without variance or draws enough.
    pub(crate) fn index(&self, input: usize, result: usize) -> Option<f64> {
        let n = self.draws as f64;
        let (_, sum, squares) = self.results[result];
        let mean = sum / n;
        let total = squares - n * mean * mean;
        let bins = input * BINS..(input + 1) * BINS;
        let filled = self.counts[bins.clone()].iter().filter(|c| **c > 0).count() as f64;
        if n <= filled || total <= 1e-12 * squares {
            return None;
        }
        let between: f64 = bins
            .filter(|&b| self.counts[b] > 0)
            .map(|b| {
                let count = f64::from(self.counts[b]);
                let away = self.sums[b * self.results.len() + result] / count - mean;
                count * away * away
            })
            .sum();
        Some((1.0 - (1.0 - between / total) * (n - 1.0) / (n - filled)).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{stream, uniform};

    #[test]
    fn the_ishigami_function() {
        // Sobol indices of sin a + 7 sin^2 b + 0.1 c^4 sin a on (-pi, pi): 0.3139, 0.4424, 0 (Ishigami and Homma 1990).
        let mut sensitivity = Sensitivity::new(3, 1);
        let mut stream = stream(1, &[0]);
        for _ in 0..40_000 {
            let p = [uniform(&mut stream), uniform(&mut stream), uniform(&mut stream)];
            let [a, b, c] = p.map(|p| std::f64::consts::TAU * (p - 0.5));
            sensitivity.add(&p, &[a.sin() + 7.0 * b.sin().powi(2) + 0.1 * c.powi(4) * a.sin()]);
        }
        for (input, published) in [0.3139, 0.4424, 0.0].into_iter().enumerate() {
            let ours = sensitivity.index(input, 0).unwrap();
            // Sixteen bins smooth a twentieth of an effect with two waves away.
            assert!((ours - published).abs() < 0.03, "{input}: {ours} for {published}");
        }
        assert_eq!(Sensitivity::new(1, 1).index(0, 0), None);
    }
}

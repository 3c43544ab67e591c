//! What past episodes say of the parameters of markets, together: importance weights on a low-discrepancy design.
//!
//! The prior is a box, filled by the additive recurrence of the generalised golden ratio (Roberts 2018). The weight of a
//! point is its likelihood: errors of the logarithm of the price ratio follow Student's t with [`FREEDOM`] degrees of
//! freedom and the scale [`SCALE`], and an episode counts with the square root of the number of its observations, as
//! these are not independent; confounded ones with half of that. An episode is left out by leaving its factor out, so that
//! one set of runs gives the posterior and every left-out one (importance-weighted leave-one-out, Gelfand 1996).

use super::case::Case;
use super::observation::Role;
use super::score::Line;
use super::term::NORMAL;
use monazite::simulate::Work;

/// Scale of the errors of the logarithm of a price ratio.
pub const SCALE: f64 = 0.35;
/// Degrees of freedom of their distribution.
pub const FREEDOM: f64 = 4.0;
/// Standard deviation over minerals of the logarithm of the depth of their markets.
pub const SPREAD: f64 = 0.8;

/// Parameters with the ends of their priors, and whether these are even in the logarithm.
pub const PRIOR: [(&str, f64, f64, bool); 9] = [
    ("value_exponent", 0.8, 3.0, true),
    ("market_depth", 0.6, 2.5, true),
    ("storage_slope", 0.2, 3.0, true),
    ("working_stock", 0.1, 0.7, false),
    ("expected_interruption", 10.0, 120.0, true),
    ("expected_licence", 15.0, 180.0, true),
    ("expected_quota", 20.0, 300.0, true),
    ("expected_ban", 20.0, 365.0, true),
    ("price_time", 3.0, 120.0, true),
];

/// A point of the design: one value for each parameter.
pub type Point = [f64; PRIOR.len()];

/// So many points of the prior.
#[must_use]
pub fn design(points: usize) -> Vec<Point> {
    // The root of x^(d+1) = x + 1.
    let mut ratio: f64 = 1.5;
    for _ in 0..60 {
        ratio = (1.0 + ratio).powf(1.0 / (PRIOR.len() as f64 + 1.0));
    }
    let at = |n: usize| {
        let mut point = [0.0; PRIOR.len()];
        for (i, (value, &(_, low, high, even))) in point.iter_mut().zip(&PRIOR).enumerate() {
            let step = ratio.powi(-(i as i32 + 1));
            let p = (0.5 + (n as f64 + 1.0) * step).fract();
            *value = if even { low * (high / low).powf(p) } else { low + p * (high - low) };
        }
        point
    };
    (0..points).map(at).collect()
}

/// Our logarithms of the price ratio of each observation of an episode, at each point.
#[derive(Debug, Clone)]
pub struct Runs<'a> {
    /// The episode.
    pub case: &'a Case,
    /// By point, then by observation.
    pub prices: Vec<Vec<f64>>,
}

/// Runs an episode at some points, all else at its central value but for the parameters that are scaled: by point, then by
/// observation.
#[must_use]
pub fn run(case: &Case, points: &[Point], scales: &[(String, f64)]) -> Vec<Vec<f64>> {
    let names = case.model.inputs().names();
    let slots_of = |word: &str| -> Vec<usize> {
        let of = |name: &str| name.strip_prefix(word).is_some_and(|rest| rest.starts_with(" ("));
        (0..names.len()).filter(|&i| of(&names[i])).collect()
    };
    let slots: Vec<Vec<usize>> = PRIOR.iter().map(|(word, ..)| slots_of(word)).collect();
    let mut work = Work::of(&case.model);
    let mut values = case.model.inputs().central();
    for (word, factor) in scales {
        slots_of(word).into_iter().for_each(|slot| values[slot] *= factor);
    }
    let run = |point: &Point| {
        for (slots, value) in slots.iter().zip(point) {
            slots.iter().for_each(|&slot| values[slot] = *value);
        }
        case.ratios(&values, &mut work).into_iter().map(f64::ln).collect()
    };
    points.iter().map(run).collect()
}

impl Runs<'_> {
    /// Logarithm of the likelihood of a point.
    fn likelihood(&self, point: usize) -> f64 {
        let each = self.case.episode.observations.iter().zip(&self.prices[point]);
        let mut count = 0.0;
        let mut sum = 0.0;
        // A price beyond the horizon of the run says nothing.
        for (observation, price) in each.filter(|(o, price)| o.role.counts() && price.is_finite()) {
            let away = (price - observation.value.ln()) / SCALE;
            sum -= 0.5 * (FREEDOM + 1.0) * (away * away / FREEDOM).ln_1p();
            count += if observation.role == Role::Confounded { 4.0 } else { 1.0 };
        }
        if count > 0.0 { sum / f64::sqrt(count) } else { 0.0 }
    }
}

/// The weight of each point, with one episode left out if it is named; they sum to one.
#[must_use]
pub fn weights(runs: &[Runs<'_>], left_out: Option<&str>) -> Vec<f64> {
    let kept: Vec<&Runs<'_>> =
        runs.iter().filter(|r| left_out.is_none_or(|key| r.case.episode.key != key)).collect();
    let points = runs.first().map_or(0, |r| r.prices.len());
    let logs: Vec<f64> = (0..points).map(|p| kept.iter().map(|r| r.likelihood(p)).sum()).collect();
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = logs.iter().map(|l| (l - most).exp()).collect();
    let total: f64 = weights.iter().sum();
    weights.into_iter().map(|w| w / total).collect()
}

/// How many points of equal weight would say as much.
#[must_use]
pub fn effective(weights: &[f64]) -> f64 {
    1.0 / weights.iter().map(|w| w * w).sum::<f64>()
}

/// Our sample of each observation, with its episode left out: points by weight and the depth of a market that no episode
/// tells; what else moves prices is added by [`super::term`].
#[must_use]
pub fn left_out(runs: &[Runs<'_>]) -> Vec<Line> {
    let mut lines = Vec::new();
    for run in runs {
        let weights = weights(runs, Some(&run.case.episode.key));
        let keep = weights.iter().copied().fold(0.0, f64::max) * 1e-4;
        for (i, observation) in run.case.episode.observations.iter().enumerate() {
            let months = run.case.months(observation);
            let mut sample = Vec::new();
            for (prices, &weight) in run.prices.iter().zip(&weights).filter(|(_, w)| **w > keep) {
                for depth in NORMAL {
                    // No depth takes a price beyond the largest ever seen.
                    let cap = run.case.caps[i];
                    let drawn = prices[i] * (SPREAD * depth).exp();
                    let price = if drawn > cap { cap } else { drawn };
                    sample.push((price, weight));
                }
            }
            lines.push(Line::of(&run.case.episode.key, months, observation.value.ln(), sample));
        }
    }
    lines
}

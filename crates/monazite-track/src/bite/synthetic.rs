//! Synthetic control: the mix of others that moved alike before.
//!
//! Abadie, Diamond and Hainmueller, JASA 105 (2010): weights that are not negative and add up to one.

/// How many steps the weights are sought with; each moves at most half as far as the one before.
const STEPS: u32 = 400;

/// A mix of others.
#[derive(Debug, Clone, PartialEq)]
pub struct Synthetic {
    /// Weights of the others.
    pub weights: Vec<f64>,
    /// Root mean square error before.
    pub before: f64,
    /// Mean difference after: the effect.
    pub effect: f64,
    /// Differences in every year.
    pub gaps: Vec<f64>,
}

/// The mix that fits `of` in the first `before` years; all lines have the same years. `None` without others or years.
#[must_use]
pub fn synthetic(of: &[f64], others: &[&[f64]], before: usize) -> Option<Synthetic> {
    if others.is_empty() || before == 0 || before >= of.len() {
        return None;
    }
    let n = others.len();
    let mut weights = vec![1.0 / n as f64; n];
    let mut mix: Vec<f64> =
        (0..before).map(|t| others.iter().map(|o| o[t]).sum::<f64>() / n as f64).collect();
    // Frank and Wolfe, with the exact step: towards the one that lowers the error most.
    for _ in 0..STEPS {
        let left: Vec<f64> = (0..before).map(|t| mix[t] - of[t]).collect();
        let slope = |other: &[f64]| (0..before).map(|t| left[t] * other[t]).sum::<f64>();
        let best = (0..n).min_by(|a, b| slope(others[*a]).total_cmp(&slope(others[*b])))?;
        let way: Vec<f64> = (0..before).map(|t| others[best][t] - mix[t]).collect();
        let length: f64 = way.iter().map(|d| d * d).sum();
        let down: f64 = -way.iter().zip(&left).map(|(d, l)| d * l).sum::<f64>();
        if length <= 1e-18 || down <= 1e-15 {
            break;
        }
        let step = (down / length).clamp(0.0, 1.0);
        weights.iter_mut().for_each(|w| *w *= 1.0 - step);
        weights[best] += step;
        mix.iter_mut().zip(&way).for_each(|(m, d)| *m += step * d);
    }
    let gaps: Vec<f64> = (0..of.len())
        .map(|t| of[t] - weights.iter().zip(others).map(|(w, o)| w * o[t]).sum::<f64>())
        .collect();
    let squares: f64 = gaps[..before].iter().map(|gap| gap * gap).sum();
    let after = &gaps[before..];
    Some(Synthetic {
        weights,
        before: (squares / before as f64).sqrt(),
        effect: after.iter().sum::<f64>() / after.len() as f64,
        gaps,
    })
}

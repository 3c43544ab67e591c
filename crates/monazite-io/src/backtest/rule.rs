//! The rule to beat: one gross elasticity. What a shock withholds of the usual supply of a market, on average since it
//! was announced, raises the price by that share over the elasticity: P = (1 - L)^(-1/e).

use super::score::Line;

/// The elasticity that fits best those of some pairs (share withheld, logarithm of the observed price) in the median
/// of their ratios.
#[must_use]
pub fn fit(pairs: &[(f64, f64)]) -> f64 {
    let mut slopes: Vec<f64> = pairs
        .iter()
        .filter(|(lost, _)| *lost > 0.005)
        .map(|&(lost, price)| price / -(-lost).ln_1p())
        .collect();
    slopes.sort_by(f64::total_cmp);
    let slope = slopes.get(slopes.len() / 2).copied().unwrap_or(0.0);
    if slope > 0.0 { 1.0 / slope } else { f64::INFINITY }
}

/// The logarithm of the price after a share is withheld.
#[must_use]
pub fn price(lost: f64, elasticity: f64) -> f64 {
    -(-lost.min(0.99)).ln_1p() / elasticity
}

/// The rule's lines, each with the elasticity of all other episodes.
#[must_use]
pub fn lines(ours: &[Line], lost: &[f64]) -> Vec<Line> {
    let left_out = |line: &Line| {
        let others = ours.iter().zip(lost).filter(|(other, _)| other.episode != line.episode);
        fit(&others.map(|(other, &lost)| (lost, other.observed)).collect::<Vec<_>>())
    };
    let each = ours.iter().zip(lost);
    each.map(|(line, &lost)| {
        let price = price(lost, left_out(line));
        Line { sample: vec![(price, 1.0)], ..line.clone() }
    })
    .collect()
}

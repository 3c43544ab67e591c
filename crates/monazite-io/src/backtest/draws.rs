//! The posterior as a table of joint draws: `data/recipe/market_draws.csv`.

use super::posterior::{PRIOR, Point, SPREAD};
use std::fmt::Write as _;

/// How many draws the table has.
const DRAWS: usize = 200;

const HEADER: &str =
    "draw,weight,parameter,year,value,low,high,unit,published_value,published_unit,quality,source,note\n";

/// Draws of equal weight by systematic resampling (Kitagawa 1996). The depth of a market that no episode tells is spread
/// over minerals, by equal slices of its distribution in an order that has nothing to do with that of the draws.
#[must_use]
pub fn table(design: &[Point], weights: &[f64]) -> String {
    let mut table = HEADER.to_owned();
    let (mut at, mut sum) = (0, weights.first().copied().unwrap_or(0.0));
    for draw in 0..DRAWS {
        let level = (draw as f64 + 0.5) / DRAWS as f64;
        while sum < level && at + 1 < weights.len() {
            at += 1;
            sum += weights[at];
        }
        // A step that shares no factor with the number of draws visits every slice once.
        let slice = ((draw * 77) % DRAWS) as f64 + 0.5;
        let depth = (SPREAD * normal(slice / DRAWS as f64)).exp();
        for (&(word, ..), &value) in PRIOR.iter().zip(&design[at]) {
            let (value, unit) = match word {
                "market_depth" => (value * depth, "ratio"),
                "value_exponent" => (value, "ratio"),
                "storage_slope" => (value, "log"),
                "working_stock" => (value, "share"),
                _ => (value, "d"),
            };
            // The order of columns is that of the header; a draw has no range of its own.
            let weight = 1.0 / DRAWS as f64;
            let _ = writeln!(table, "{draw},{weight},{word},2026,{value:.4},,,{unit},,,estimated,own,");
        }
    }
    table
}

/// The value of a standard normal variable at a probability: the logistic approximation of its distribution function
/// (Bowling et al. 2009, right to 1.4e-4) by bisection.
fn normal(p: f64) -> f64 {
    let (mut low, mut high) = (-6.0_f64, 6.0_f64);
    for _ in 0..60 {
        let z = 0.5 * (low + high);
        let below = 1.0 / (1.0 + (-0.07056 * z.powi(3) - 1.5976 * z).exp());
        if below < p { low = z } else { high = z }
    }
    0.5 * (low + high)
}

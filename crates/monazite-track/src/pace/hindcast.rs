//! How wide an interval must be: the trend is fitted to a year and scored on the five that followed.
//!
//! The width for a mineral is taken from the errors of all others, so that its coverage is measured and not fitted
//! (split conformal prediction, one mineral left out).

use super::trend::trend;
use crate::history::Point;
use std::collections::BTreeMap;

/// The coverage that an interval is to have.
pub const HELD: f64 = 0.8;
/// How many years ahead are scored.
pub const AHEAD: u32 = 5;

/// How a mineral's own past was covered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tested {
    /// The multiple of its usual step that an interval is wide, from the other minerals.
    pub width: f64,
    /// The share of its own past values that fell inside.
    pub coverage: f64,
    /// How many were scored.
    pub scored: usize,
}

/// Widths and coverage by series, and over all of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calibration {
    /// By key of the series.
    pub by_series: BTreeMap<String, Tested>,
    /// Share of all values that fell inside.
    pub coverage: f64,
    /// How many were scored.
    pub scored: usize,
}

/// Widths from lines by key; `first` says from which year on a line is of one method.
#[must_use]
pub fn calibrate(lines: &[(&str, &str, &[Point])], first: impl Fn(&str, i32) -> i32) -> Calibration {
    // Errors in usual steps, by series: fitted to a year, scored on those that followed.
    let mut errors: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut minerals: BTreeMap<&str, &str> = BTreeMap::new();
    for (key, mineral, line) in lines {
        minerals.insert(key, mineral);
        let errors = errors.entry(key).or_default();
        for end in 0..line.len() {
            let past = &line[..=end];
            let Some(fitted) = trend(past, first(key, line[end].year)) else { continue };
            for point in line[end + 1..].iter().filter(|p| p.year - fitted.year <= AHEAD as i32) {
                let years = (point.year - fitted.year).unsigned_abs();
                errors.push((point.value - fitted.ahead(years)).abs() / fitted.scale(years));
            }
        }
    }
    let mut result = Calibration::default();
    let mut inside = 0;
    for (key, own) in &errors {
        let mineral = minerals[key];
        let mut others: Vec<f64> = errors
            .iter()
            .filter(|(other, _)| minerals[*other] != mineral)
            .flat_map(|(_, e)| e)
            .copied()
            .collect();
        if others.is_empty() || own.is_empty() {
            continue;
        }
        others.sort_by(f64::total_cmp);
        let at = libm::ceil(HELD * (others.len() + 1) as f64) as usize;
        let width = others[at.clamp(1, others.len()) - 1];
        let covered = own.iter().filter(|error| **error <= width).count();
        inside += covered;
        result.scored += own.len();
        let coverage = covered as f64 / own.len() as f64;
        result.by_series.insert((*key).to_owned(), Tested { width, coverage, scored: own.len() });
    }
    if result.scored > 0 {
        result.coverage = inside as f64 / result.scored as f64;
    }
    result
}

//! Whether a line breaks: the largest Wald statistic over all years of two lines against one.
//!
//! Andrews, Econometrica 61 (1993) and 71 (2003): 15 % trimmed, level and slope may change.
//! Shares of neighbouring years depend on each other, so that the test says "break" too readily: it is shown, not acted on.

use crate::history::Point;

/// The value that five in a hundred unbroken lines exceed.
pub const CRITICAL: f64 = 11.79;
/// The part of a line at each end in which no break is looked for.
const TRIMMED: f64 = 0.15;

/// Where a line breaks most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rupture {
    /// The first year of the second line.
    pub year: i32,
    /// The statistic.
    pub wald: f64,
}

impl Rupture {
    /// Whether an unbroken line would hardly show it.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.wald > CRITICAL
    }
}

/// The largest break; `None` with fewer than twelve points, or a line without any error.
#[must_use]
pub fn rupture(line: &[Point]) -> Option<Rupture> {
    let n = line.len();
    if n < 12 {
        return None;
    }
    let whole = squares(line);
    let edge = (libm::ceil(TRIMMED * n as f64) as usize).max(3);
    (edge..=n - edge)
        .filter_map(|at| {
            let parts = squares(&line[..at]) + squares(&line[at..]);
            (parts > 1e-12).then(|| Rupture { year: line[at].year, wald: n as f64 * (whole - parts) / parts })
        })
        .max_by(|a, b| a.wald.total_cmp(&b.wald))
}

/// What a straight line leaves unexplained.
fn squares(line: &[Point]) -> f64 {
    let n = line.len() as f64;
    let mean_x = line.iter().map(|p| f64::from(p.year)).sum::<f64>() / n;
    let mean_y = line.iter().map(|p| p.value).sum::<f64>() / n;
    let (mut xx, mut xy) = (0.0, 0.0);
    for point in line {
        let x = f64::from(point.year) - mean_x;
        xx += x * x;
        xy += x * (point.value - mean_y);
    }
    let slope = if xx > 0.0 { xy / xx } else { 0.0 };
    line.iter()
        .map(|p| {
            let left = p.value - mean_y - slope * (f64::from(p.year) - mean_x);
            left * left
        })
        .sum()
}

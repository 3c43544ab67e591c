//! A damped trend with a robust slope.
//!
//! The slope is that of Theil and Sen over the last years, and fades: Gardner and McKenzie, Management Science 31 (1985).

use crate::history::Point;

/// Years that a trend is read from.
const WINDOW: usize = 10;
/// The fewest years that it is read from.
pub const LEAST: usize = 6;
/// What is left of the pace after each year.
const FADING: f64 = 0.85;
/// The least change of a year that counts as usual: half a point.
const QUIET: f64 = 0.005;

/// A trend of shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// The last year.
    pub year: i32,
    /// Where it begins: the last value.
    pub level: f64,
    /// Change a year, at its end.
    pub slope: f64,
    /// The usual change from year to year.
    pub step: f64,
    /// The first year that it is read from.
    pub since: i32,
}

impl Trend {
    /// Where it leads, some years ahead.
    #[must_use]
    pub fn ahead(&self, years: u32) -> f64 {
        let mut kept = 1.0;
        let mut sum = 0.0;
        for _ in 0..years {
            kept *= FADING;
            sum += kept;
        }
        (self.level + self.slope * sum).clamp(0.0, 1.0)
    }

    /// The scale of its error some years ahead.
    #[must_use]
    pub fn scale(&self, years: u32) -> f64 {
        self.step * f64::from(years).sqrt()
    }
}

/// The trend of a line from a first year on; `None` with fewer than [`LEAST`] points.
#[must_use]
pub fn trend(line: &[Point], first: i32) -> Option<Trend> {
    let points: Vec<&Point> = line.iter().filter(|point| point.year >= first).collect();
    let points = &points[points.len().saturating_sub(WINDOW)..];
    let last = points.last().filter(|_| points.len() >= LEAST)?;
    let mut slopes: Vec<f64> = Vec::with_capacity(points.len() * points.len() / 2);
    for (i, a) in points.iter().enumerate() {
        slopes.extend(points[i + 1..].iter().map(|b| (b.value - a.value) / f64::from(b.year - a.year)));
    }
    slopes.sort_by(f64::total_cmp);
    let middle = slopes.len() / 2;
    let slope = if slopes.len() % 2 == 1 {
        slopes[middle]
    } else {
        f64::midpoint(slopes[middle - 1], slopes[middle])
    };
    let steps: f64 = points.windows(2).map(|pair| (pair[1].value - pair[0].value).abs()).sum();
    let steps = steps / (points.len() - 1) as f64;
    Some(Trend {
        year: last.year,
        level: last.value,
        slope,
        step: steps.max(QUIET),
        since: points.first().map_or(last.year, |point| point.year),
    })
}

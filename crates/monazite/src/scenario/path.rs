//! A number over time.

use super::uncertain::Uncertain;

/// A number over the time since a measure came into force: straight lines between points, level after the last one.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    points: Vec<(f64, Uncertain)>,
}

impl Path {
    /// The same at all times.
    #[must_use]
    pub fn constant(value: impl Into<Uncertain>) -> Self {
        Self { points: vec![(0.0, value.into())] }
    }

    /// From points (days since the start of the interval, value); sorted by day, two at one day make a jump.
    /// Before the first point its value holds; no point at all is zero.
    #[must_use]
    pub fn new(mut points: Vec<(f64, Uncertain)>) -> Self {
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self { points }
    }

    /// The mean between two days since the start of the interval, with central values.
    #[must_use]
    pub fn mean(&self, from: f64, to: f64) -> f64 {
        let points: Vec<(f64, f64)> =
            self.points.iter().map(|(day, value)| (*day, value.central())).collect();
        mean(&points, from, to)
    }

    /// The points: day and value.
    #[must_use]
    pub fn points(&self) -> &[(f64, Uncertain)] {
        &self.points
    }
}

/// The mean between two days of a path given by its points' days and values.
pub(crate) fn mean(points: &[(f64, f64)], from: f64, to: f64) -> f64 {
    if to <= from {
        return at(points, from);
    }
    let mut area = 0.0;
    let mut day = from;
    let mut value = at(points, from);
    for &(d, v) in points.iter().filter(|p| p.0 > from && p.0 < to) {
        area += 0.5 * (value + at_left(points, d)) * (d - day);
        (day, value) = (d, v);
    }
    area += 0.5 * (value + at_left(points, to)) * (to - day);
    area / (to - from)
}

/// The value on a day, after a jump on that day.
fn at(points: &[(f64, f64)], day: f64) -> f64 {
    let after = points.partition_point(|p| p.0 <= day);
    between(points, after, day)
}

/// The value on a day, before a jump on that day.
fn at_left(points: &[(f64, f64)], day: f64) -> f64 {
    let after = points.partition_point(|p| p.0 < day);
    between(points, after, day)
}

fn between(points: &[(f64, f64)], after: usize, day: f64) -> f64 {
    match (after.checked_sub(1).and_then(|i| points.get(i)), points.get(after)) {
        (None, None) => 0.0,
        (None, Some(&(_, v))) | (Some(&(_, v)), None) => v,
        (Some(&(a, x)), Some(&(b, y))) => x + (y - x) * (day - a) / (b - a),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_of_a_line_and_of_a_jump() {
        let line = [(0.0, 0.0), (10.0, 1.0)];
        assert!((mean(&line, 0.0, 10.0) - 0.5).abs() < 1e-15);
        assert!((mean(&line, 5.0, 15.0) - (0.75 * 5.0 + 5.0) / 10.0).abs() < 1e-15);
        let jump = [(0.0, 0.0), (5.0, 0.0), (5.0, 1.0)];
        assert!((mean(&jump, 0.0, 10.0) - 0.5).abs() < 1e-15);
        assert_eq!(mean(&jump, 5.0, 9.0), 1.0);
        assert_eq!(mean(&[], 0.0, 1.0), 0.0);
    }
}

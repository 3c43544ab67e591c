//! Whether a target is met at the pace of today.

use super::hindcast::Tested;
use super::rupture::{Rupture, rupture};
use super::trend::{Trend, trend};
use crate::history::Point;
use std::fmt::Write as _;

/// A series that ended longer ago says nothing of today.
const STALE: i32 = 8;
/// How far a year of meeting a target is looked for.
const FAR: i32 = 30;

/// At most so much by a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Key.
    pub key: String,
    /// The largest share that is allowed.
    pub share: f64,
    /// By when.
    pub year: i32,
    /// Who has shown why this number; blank if nobody has.
    pub justified: String,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is met now, and stays met in the whole range.
    Met,
    /// The whole range of the year is within.
    OnCourse,
    /// The range of the year holds the target.
    Open,
    /// The whole range of the year is beyond.
    TooSlow,
    /// The series is too short to tell.
    CannotTell,
}

impl Verdict {
    /// Its words.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::OnCourse => "on course",
            Self::Open => "open",
            Self::TooSlow => "too slow",
            Self::CannotTell => "cannot tell",
        }
    }
}

/// Where a line leads with regard to a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// How it stands.
    pub verdict: Verdict,
    /// The trend; `None` where the series is too short.
    pub trend: Option<Trend>,
    /// The share in the year of the target: low, centre, high.
    pub then: Option<(f64, f64, f64)>,
    /// The year in which it is met at this pace; `None` if within thirty years it is not.
    pub met: Option<i32>,
    /// The first and last year in which it may be met; `None` for never.
    pub met_range: (Option<i32>, Option<i32>),
    /// Change a year that the target asks for.
    pub required: Option<f64>,
    /// The largest break of the line.
    pub rupture: Option<Rupture>,
}

/// The course of a line of one method from a first year on.
#[must_use]
pub fn course(line: &[Point], first: i32, tested: Option<&Tested>, target: &Target) -> Course {
    let whole: Vec<Point> = line.iter().filter(|point| point.year >= first).copied().collect();
    let broken = rupture(&whole);
    let fresh = trend(line, first).filter(|trend| target.year - trend.year <= STALE);
    let (Some(trend), Some(tested)) = (fresh, tested) else {
        return Course {
            verdict: Verdict::CannotTell,
            trend: None,
            then: None,
            met: None,
            met_range: (None, None),
            required: None,
            rupture: broken,
        };
    };
    let at = |years: u32| {
        let centre = trend.ahead(years);
        let half = tested.width * trend.scale(years);
        ((centre - half).max(0.0), centre, (centre + half).min(1.0))
    };
    let years = u32::try_from(target.year - trend.year).unwrap_or(0);
    let (low, centre, high) = at(years);
    let met = trend.level <= target.share;
    let verdict = match () {
        () if met && high <= target.share => Verdict::Met,
        () if high <= target.share => Verdict::OnCourse,
        () if low > target.share => Verdict::TooSlow,
        () => Verdict::Open,
    };
    let first_year = |of: &dyn Fn((f64, f64, f64)) -> f64| {
        (0..=FAR).find(|k| of(at(k.unsigned_abs())) <= target.share).map(|k| trend.year + k)
    };
    Course {
        verdict,
        then: Some((low, centre, high)),
        met: first_year(&|(_, centre, _)| centre),
        met_range: (first_year(&|(low, _, _)| low), first_year(&|(_, _, high)| high)),
        required: (years > 0).then(|| ((target.share - trend.level) / f64::from(years)).min(0.0)),
        trend: Some(trend),
        rupture: broken,
    }
}

impl Course {
    /// The verdict in one line.
    #[must_use]
    pub fn line(&self, target: &Target) -> String {
        let percent = |share: f64| format!("{:.0}", 100.0 * share);
        let mut text = self.verdict.said().to_owned();
        let (Some(trend), Some((low, centre, high))) = (&self.trend, self.then) else {
            text.push_str(": fewer than six years of one method up to eight years before the target");
            return text;
        };
        let _ = write!(
            text,
            ": {} % in {}, {} % ({} to {}) in {}",
            percent(trend.level),
            trend.year,
            percent(centre),
            percent(low),
            percent(high),
            target.year
        );
        if trend.level <= target.share {
            let _ = write!(text, "; within {} % today", percent(target.share));
        } else {
            let pace = 100.0 * trend.slope;
            let required = 100.0 * self.required.unwrap_or(0.0);
            let _ = write!(text, "; {pace:+.1} points a year, {required:+.1} required");
            let _ = match self.met {
                Some(year) => write!(text, "; met in {year} at this pace"),
                None => write!(text, "; not met in {FAR} years at this pace"),
            };
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[f64]) -> Vec<Point> {
        let point = |(i, value): (usize, &f64)| Point {
            year: 2000 + i32::try_from(i).unwrap_or(0),
            value: *value,
            low: *value,
            high: *value,
            whole: 1.0,
        };
        values.iter().enumerate().map(point).collect()
    }

    const TESTED: Tested = Tested { width: 2.0, coverage: 0.8, scored: 100 };

    fn target(share: f64) -> Target {
        Target { key: "x".to_owned(), share, year: 2020, justified: String::new() }
    }

    #[test]
    fn a_falling_share_is_on_course_and_a_flat_one_is_not() {
        let falling: Vec<f64> = (0..15).map(|i| 0.9 - 0.05 * f64::from(i)).collect();
        let found = course(&line(&falling), 0, Some(&TESTED), &target(0.65));
        assert_eq!(found.verdict, Verdict::Met, "{found:?}");
        let flat = course(&line(&[0.9; 15]), 0, Some(&TESTED), &target(0.65));
        assert_eq!(flat.verdict, Verdict::TooSlow);
        assert_eq!(flat.met, None);
        assert!((flat.required.unwrap_or(0.0) + 0.25 / 6.0).abs() < 1e-12);
        assert!(flat.line(&target(0.65)).contains("not met in 30 years"));
    }

    #[test]
    fn a_short_line_says_so() {
        let short = course(&line(&[0.5; 5]), 0, Some(&TESTED), &target(0.65));
        assert_eq!(short.verdict, Verdict::CannotTell);
    }

    #[test]
    fn a_step_is_a_break_in_the_year_of_the_step() {
        let noise = [0.01, -0.01, 0.005, -0.005];
        let values: Vec<f64> = (0..24).map(|i| if i < 12 { 0.9 } else { 0.5 } + noise[i % 4]).collect();
        let found = rupture(&line(&values)).expect("it is long enough");
        assert_eq!(found.year, 2012);
        assert!(found.is_one());
        let still: Vec<f64> = (0..24).map(|i| 0.9 + noise[i % 4]).collect();
        assert!(!rupture(&line(&still)).expect("it is long enough").is_one());
    }
}

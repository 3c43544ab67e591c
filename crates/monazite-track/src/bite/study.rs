//! One study: what was filed, what was found, and the smallest effect that could have been found.

use super::synthetic::{Synthetic, synthetic};
use crate::history::Point;
use std::collections::BTreeMap;

/// The fewest years before.
const BEFORE: usize = 8;
/// The fewest years after.
const AFTER: usize = 2;
/// The fewest others.
const OTHERS: usize = 10;
/// How rare an effect among the places where nothing happened must be to be shown.
const RARE: f64 = 0.1;
/// A fit before that is worse than this many points fits nothing.
const FIT: f64 = 0.1;

/// What was filed before the study was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Key.
    pub key: String,
    /// What is claimed.
    pub hypothesis: String,
    /// The series of trade.
    pub series: String,
    /// Who bought.
    pub importer: String,
    /// From whom.
    pub supplier: String,
    /// The clause that it is about.
    pub clause: String,
    /// The first year that counts as after.
    pub event: i32,
    /// First and last year.
    pub window: (i32, i32),
    /// Places that are no comparison, since the measure touched them too.
    pub without: Vec<String>,
}

impl Filed {
    /// The text of which the hash is filed.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { key, hypothesis, series, importer, supplier, clause, event, window, without } = self;
        let without = without.join("|");
        format!(
            "{key};{hypothesis};{series};{importer};{supplier};{clause};{event};{}-{};{without}",
            window.0, window.1
        )
    }
}

/// How it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The effect is larger than nearly all of those where nothing happened.
    Shown,
    /// It is not.
    NotShown,
    /// The series cannot tell.
    Untestable,
}

impl Verdict {
    /// Its words.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::NotShown => "not shown",
            Self::Untestable => "untestable",
        }
    }
}

/// A place that is compared with.
pub type Donor = String;

/// What a study found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How it ends.
    pub verdict: Verdict,
    /// Why it is untestable.
    pub why: String,
    /// Mean difference to the mix of others after, in share.
    pub effect: f64,
    /// Mean difference to its own straight line before.
    pub interrupted: f64,
    /// The smallest effect that would have been shown: what nine in ten places without the measure stay below.
    pub least: f64,
    /// The share of places without the measure whose effect is as large, by the fit before.
    pub rank: f64,
    /// The share of earlier years at which its own line left its straight line as far.
    pub rank_dates: f64,
    /// Error of the mix before.
    pub before: f64,
    /// Others that were compared with.
    pub others: usize,
    /// The largest weights.
    pub weights: Vec<(Donor, f64)>,
}

impl Found {
    fn untestable(why: String) -> Self {
        Self {
            verdict: Verdict::Untestable,
            why,
            effect: f64::NAN,
            interrupted: f64::NAN,
            least: f64::NAN,
            rank: f64::NAN,
            rank_dates: f64::NAN,
            before: f64::NAN,
            others: 0,
            weights: Vec::new(),
        }
    }
}

/// Runs a study on lines by importer.
#[must_use]
pub fn study(filed: &Filed, lines: &BTreeMap<&str, Vec<Point>>) -> Found {
    let years: Vec<i32> = (filed.window.0..=filed.window.1).collect();
    let before = years.iter().filter(|year| **year < filed.event).count();
    let after = years.len() - before;
    let of = |line: &Vec<Point>| -> Option<Vec<f64>> {
        years.iter().map(|year| line.iter().find(|p| p.year == *year).map(|p| p.value)).collect()
    };
    let Some(own) = lines.get(filed.importer.as_str()).and_then(of) else {
        return Found::untestable(format!("the series of {} has years without trade", filed.importer));
    };
    if before < BEFORE || after < AFTER {
        return Found::untestable(format!(
            "{before} years before and {after} after; at least {BEFORE} and {AFTER} are needed"
        ));
    }
    let others: Vec<(&str, Vec<f64>)> = lines
        .iter()
        .filter(|(who, _)| **who != filed.importer && !filed.without.iter().any(|w| w == *who))
        .filter_map(|(who, line)| Some((*who, of(line)?)))
        .collect();
    if others.len() < OTHERS {
        return Found::untestable(format!(
            "{} others with every year; at least {OTHERS} are needed",
            others.len()
        ));
    }
    let all: Vec<&[f64]> = others.iter().map(|(_, line)| line.as_slice()).collect();
    let Some(found) = synthetic(&own, &all, before) else {
        return Found::untestable("nothing to compare with".to_owned());
    };
    // Every other place as if the measure had touched it, with the rest as its comparison.
    let placebos: Vec<Synthetic> = (0..all.len())
        .filter_map(|i| {
            let rest: Vec<&[f64]> =
                all.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, l)| *l).collect();
            synthetic(all[i], &rest, before)
        })
        .collect();
    let mut sizes: Vec<f64> = placebos.iter().map(|p| p.effect.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let at = libm::ceil((1.0 - RARE) * sizes.len() as f64) as usize;
    let least = sizes[at.clamp(1, sizes.len()) - 1];
    let fit = |s: &Synthetic| s.effect.abs() / s.before.max(1e-6);
    let rarer = placebos.iter().filter(|p| fit(p) >= fit(&found)).count();
    let rank = (1 + rarer) as f64 / (1 + placebos.len()) as f64;
    let (interrupted, rank_dates) = interrupted(&own, before, after);
    let mut weights: Vec<(Donor, f64)> =
        others.iter().zip(&found.weights).map(|((who, _), w)| ((*who).to_owned(), *w)).collect();
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    weights.truncate(3);
    let (verdict, why) = match () {
        () if found.before > FIT => (
            Verdict::Untestable,
            format!("no mix of others fits the years before: {:.0} points off", 100.0 * found.before),
        ),
        () if rank <= RARE && found.effect.abs() >= least => (Verdict::Shown, String::new()),
        () => (Verdict::NotShown, String::new()),
    };
    Found {
        verdict,
        why,
        effect: found.effect,
        interrupted,
        least,
        rank,
        rank_dates,
        before: found.before,
        others: others.len(),
        weights,
    }
}

/// Mean difference to the straight line of the years before, and how rare it is among earlier years of the same line.
fn interrupted(own: &[f64], before: usize, after: usize) -> (f64, f64) {
    let off = |end: usize, length: usize| {
        let n = end as f64;
        let (mean_x, mean_y) = ((n - 1.0) / 2.0, own[..end].iter().sum::<f64>() / n);
        let (mut xx, mut xy) = (0.0, 0.0);
        for (i, y) in own[..end].iter().enumerate() {
            xx += (i as f64 - mean_x) * (i as f64 - mean_x);
            xy += (i as f64 - mean_x) * (y - mean_y);
        }
        let slope = if xx > 0.0 { xy / xx } else { 0.0 };
        let gaps = (end..end + length).map(|i| own[i] - mean_y - slope * (i as f64 - mean_x));
        gaps.sum::<f64>() / length as f64
    };
    let effect = off(before, after);
    let length = after.min(3);
    let dates: Vec<f64> = (5..=before.saturating_sub(length)).map(|end| off(end, length)).collect();
    let rarer = dates.iter().filter(|gap| gap.abs() >= effect.abs()).count();
    (effect, (1 + rarer) as f64 / (1 + dates.len()) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(f: impl Fn(i32) -> f64) -> Vec<Point> {
        (2000..2020).map(|year| Point { year, value: f(year), low: 0.0, high: 1.0, whole: 1.0 }).collect()
    }

    fn filed() -> Filed {
        Filed {
            key: "x".to_owned(),
            hypothesis: "it fell".to_owned(),
            series: "s".to_owned(),
            importer: "JPN".to_owned(),
            supplier: "CHN".to_owned(),
            clause: "c".to_owned(),
            event: 2010,
            window: (2000, 2019),
            without: Vec::new(),
        }
    }

    const NAMES: [&str; 12] = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"];

    #[test]
    fn a_fall_of_thirty_points_is_shown_and_none_is_not() {
        let wave = |i: usize, year: i32| 0.6 + 0.02 * libm::sin(f64::from(year) * (1.0 + i as f64 / 7.0));
        let mut lines: BTreeMap<&str, Vec<Point>> =
            NAMES.iter().enumerate().map(|(i, who)| (*who, line(|year| wave(i, year)))).collect();
        lines.insert("JPN", line(|year| wave(3, year) - if year >= 2010 { 0.3 } else { 0.0 }));
        let found = study(&filed(), &lines);
        assert_eq!(found.verdict, Verdict::Shown, "{found:?}");
        assert!((found.effect + 0.3).abs() < 0.03);
        lines.insert("JPN", line(|year| wave(13, year)));
        assert_eq!(study(&filed(), &lines).verdict, Verdict::NotShown);
    }

    #[test]
    fn without_others_or_years_it_is_untestable_and_says_why() {
        let mut lines: BTreeMap<&str, Vec<Point>> = BTreeMap::from([("JPN", line(|_| 0.5))]);
        let found = study(&filed(), &lines);
        assert_eq!(found.verdict, Verdict::Untestable);
        assert!(found.why.contains("0 others"), "{}", found.why);
        lines.insert("JPN", line(|_| 0.5)[..5].to_vec());
        assert!(study(&filed(), &lines).why.contains("without trade"));
    }
}

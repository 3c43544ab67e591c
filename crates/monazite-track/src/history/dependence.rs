//! Shares and concentration by year.

use super::series::{Flow, Production, REST, Trade};
use std::collections::BTreeMap;

/// What is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Tonnes; flows without a mass are left out.
    Mass,
    /// Dollars.
    Value,
}

impl Basis {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mass => "mass",
            Self::Value => "value",
        }
    }

    fn of(self, flow: &Flow) -> f64 {
        match self {
            Self::Mass => flow.tonnes.unwrap_or(0.0),
            Self::Value => flow.kusd,
        }
    }
}

/// A figure of a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The year.
    pub year: i32,
    /// The figure: a share, or an HHI from 0 to 1.
    pub value: f64,
    /// Low end: as if all that has no mass, or no origin, were the other's.
    pub low: f64,
    /// High end: as if all of it were the supplier's.
    pub high: f64,
    /// What it is a share of, in tonnes or thousand dollars.
    pub whole: f64,
}

/// Figures by year, in order.
pub type Line = Vec<Point>;

/// The share of some countries in output.
#[must_use]
pub fn production_share(production: &Production, of: &[&str]) -> Line {
    let mut years: BTreeMap<i32, (f64, f64)> = BTreeMap::new();
    for (maker, by_year) in &production.makers {
        for (year, tonnes) in by_year {
            let sum = years.entry(*year).or_default();
            sum.1 += tonnes;
            if of.contains(&maker.as_str()) {
                sum.0 += tonnes;
            }
        }
    }
    years
        .into_iter()
        .filter(|(_, (_, whole))| *whole > 0.0)
        .map(|(year, (part, whole))| {
            let value = part / whole;
            Point { year, value, low: value, high: value, whole }
        })
        .collect()
}

/// How concentrated output is: the sum of squared shares.
#[must_use]
pub fn hhi_of_makers(production: &Production) -> Line {
    let mut years: BTreeMap<i32, Vec<f64>> = BTreeMap::new();
    for by_year in production.makers.values() {
        for (year, tonnes) in by_year {
            years.entry(*year).or_default().push(*tonnes);
        }
    }
    years.into_iter().filter_map(|(year, parts)| hhi(year, &parts)).collect()
}

/// The share of some exporters in what some importers bought from outside themselves.
///
/// The range holds what has no mass: by its value, as if at the mean price, all from the exporters or none of it.
#[must_use]
pub fn import_share(trade: &Trade, importers: &[&str], exporters: &[&str], basis: Basis) -> Line {
    #[derive(Default)]
    struct Sum {
        part: f64,
        whole: f64,
        massless: f64,
        massless_part: f64,
        kusd: f64,
    }
    let mut years: BTreeMap<i32, Sum> = BTreeMap::new();
    for (exporter, year, flow) in bought(trade, importers) {
        let sum = years.entry(year).or_default();
        let theirs = exporters.contains(&exporter);
        let amount = basis.of(flow);
        sum.whole += amount;
        sum.kusd += flow.kusd;
        if theirs {
            sum.part += amount;
        }
        if flow.tonnes.is_none() && basis == Basis::Mass {
            sum.massless += flow.kusd;
            if theirs {
                sum.massless_part += flow.kusd;
            }
        }
    }
    years
        .into_iter()
        .filter(|(_, sum)| sum.whole > 0.0)
        .map(|(year, sum)| {
            let value = sum.part / sum.whole;
            let known = sum.kusd - sum.massless;
            // What has no mass, at the mean price of what has one.
            let rate = if known > 0.0 { sum.whole / known } else { 0.0 };
            let (theirs, others) = (sum.massless_part * rate, (sum.massless - sum.massless_part) * rate);
            let low = sum.part / (sum.whole + others);
            let high = (sum.part + theirs) / (sum.whole + theirs);
            Point { year, value, low: low.min(value), high: high.max(value), whole: sum.whole }
        })
        .collect()
}

/// How concentrated the origins of imports are. Small sellers are left out of the squares.
#[must_use]
pub fn hhi_of_origins(trade: &Trade, importers: &[&str], basis: Basis) -> Line {
    let mut years: BTreeMap<i32, BTreeMap<&str, f64>> = BTreeMap::new();
    for (exporter, year, flow) in bought(trade, importers) {
        *years.entry(year).or_default().entry(exporter).or_default() += basis.of(flow);
    }
    years
        .into_iter()
        .filter_map(|(year, by_origin)| {
            let whole: f64 = by_origin.values().sum();
            let squares: f64 = by_origin
                .iter()
                .filter(|(origin, _)| **origin != REST)
                .map(|(_, amount)| (amount / whole) * (amount / whole))
                .sum();
            (whole > 0.0).then_some(Point { year, value: squares, low: squares, high: squares, whole })
        })
        .collect()
}

fn bought<'a>(trade: &'a Trade, importers: &'a [&str]) -> impl Iterator<Item = (&'a str, i32, &'a Flow)> {
    importers.iter().filter_map(|importer| trade.flows.get(*importer)).flatten().flat_map(
        move |(exporter, by_year)| {
            let inside = importers.contains(&exporter.as_str());
            by_year.iter().filter(move |_| !inside).map(move |(year, flow)| (exporter.as_str(), *year, flow))
        },
    )
}

fn hhi(year: i32, parts: &[f64]) -> Option<Point> {
    let whole: f64 = parts.iter().sum();
    let value = parts.iter().map(|part| (part / whole) * (part / whole)).sum();
    (whole > 0.0).then_some(Point { year, value, low: value, high: value, whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trade(flows: &[(&str, &str, i32, Option<f64>, f64)]) -> Trade {
        let mut trade = Trade::default();
        for (importer, exporter, year, tonnes, kusd) in flows {
            let by_year = trade.flows.entry((*importer).to_owned()).or_default();
            let flow = Flow { tonnes: *tonnes, kusd: *kusd };
            by_year.entry((*exporter).to_owned()).or_default().insert(*year, flow);
        }
        trade
    }

    #[test]
    fn a_share_is_of_what_comes_from_outside() {
        let trade = trade(&[
            ("DEU", "CHN", 2020, Some(60.0), 6.0),
            ("DEU", "FRA", 2020, Some(500.0), 5.0),
            ("FRA", "USA", 2020, Some(40.0), 4.0),
        ]);
        let line = import_share(&trade, &["DEU", "FRA"], &["CHN"], Basis::Mass);
        assert_eq!(line.len(), 1);
        assert!((line[0].value - 0.6).abs() < 1e-12, "trade inside is left out");
        let alone = import_share(&trade, &["DEU"], &["CHN"], Basis::Mass);
        assert!((alone[0].value - 60.0 / 560.0).abs() < 1e-12);
    }

    #[test]
    fn what_has_no_mass_widens_the_range_and_does_not_move_the_centre() {
        let trade = trade(&[
            ("JPN", "CHN", 2020, Some(50.0), 50.0),
            ("JPN", "VNM", 2020, Some(50.0), 50.0),
            ("JPN", "USA", 2020, None, 100.0),
        ]);
        let line = import_share(&trade, &["JPN"], &["CHN"], Basis::Mass);
        assert!((line[0].value - 0.5).abs() < 1e-12);
        assert!((line[0].low - 0.25).abs() < 1e-12 && (line[0].high - 0.5).abs() < 1e-12);
    }

    #[test]
    fn concentration_is_the_sum_of_squares() {
        let trade = trade(&[("JPN", "CHN", 2020, Some(75.0), 1.0), ("JPN", "USA", 2020, Some(25.0), 1.0)]);
        assert!((hhi_of_origins(&trade, &["JPN"], Basis::Mass)[0].value - 0.625).abs() < 1e-12);
    }
}

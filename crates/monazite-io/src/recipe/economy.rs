//! Indicators of countries and value added of industries.

use super::carry::Later;
use super::error::Error;
use super::gdp::{LATEST, Series, TABLE_YEAR, gdp, series};
use super::output::{Fact, Sheet};
use super::own::own;
use super::places::Places;
use super::table::{Table, imported};
use crate::import::wgi;
use std::collections::BTreeMap;
use std::path::Path;

/// Years of political stability that the published methods use.
const STABILITY_YEARS: std::ops::RangeInclusive<i32> = 2018..=2022;
/// Manufacturing in the input-output table: sectors c3 to c16.
const MANUFACTURING: std::ops::RangeInclusive<usize> = 3..=16;
/// Share of manufacturing in the output of a country that the input-output table lacks.
const MANUFACTURING_ELSEWHERE: f64 = 0.12;
/// Indicators and value added.
#[derive(Debug)]
pub(super) struct Economy {
    /// GDP in USD by country and year.
    gdp: Series,
    /// Indicator rows.
    indicators: Vec<Vec<String>>,
    /// Value added by country and sector number of the world table, carried to the latest year.
    value_added: BTreeMap<(String, usize), Worth>,
}

/// Value added of a sector in USD.
#[derive(Debug)]
struct Worth {
    /// In the year of the world table.
    old: f64,
    /// In the latest year.
    new: f64,
    /// What it was carried with.
    basis: Basis,
}

/// What value added of a sector was carried with: how well it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Basis {
    /// A national table of a year; whether the sector is an industry of its own in it.
    National { source: &'static str, year: i32, alone: bool },
    /// Growth of the industry.
    Industry,
    /// What growth of GDP leaves to industries that are not followed.
    Gdp,
}

impl Basis {
    /// Quality, source, range and how it was made.
    fn told(self) -> (&'static str, &'static str, (f64, f64), String) {
        match self {
            Self::National { source, year, alone: true } if year == LATEST => {
                ("observed", source, (0.95, 1.05), "national table".to_owned())
            }
            Self::National { source, year, alone } => {
                let part = if alone { "" } else { ", shared by sectors as in the world table of 2011" };
                let carried =
                    if year == LATEST { "" } else { ", grown with GDP and beside it as the industry" };
                ("estimated", source, (0.85, 1.2), format!("national table of {year}{part}{carried}"))
            }
            Self::Industry => {
                let note = format!("{TABLE_YEAR} implied value added, grown as the industry to {LATEST}");
                ("estimated", "ncses_2024", (0.75, 1.35), note)
            }
            Self::Gdp => {
                let note = format!(
                    "{TABLE_YEAR} implied value added x what GDP of {LATEST} leaves to industries that are not followed"
                );
                ("estimated", "wiod_2013", (0.7, 1.4), note)
            }
        }
    }
}

impl Economy {
    /// Tables of indicators and of value added.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let row = |((country, sector), worth): (&(String, usize), &Worth)| {
            let (quality, source, (low, high), note) = worth.basis.told();
            let fact = Fact::new(worth.new, "USD", quality, source, &note).in_year(LATEST);
            let fact = match worth.basis {
                Basis::National { .. } => fact,
                _ => fact.published(&super::number::six(worth.old / 1e6), "million USD"),
            };
            let fact = fact.between(low * worth.new, high * worth.new);
            (worth.new > 0.0).then(|| fact.row(&[country, &format!("c{sector}")]))
        };
        let rows = self.value_added.iter().filter_map(row).collect();
        vec![
            Sheet::data("indicators.csv", &["country", "indicator"], self.indicators.clone()),
            Sheet::data("industry_value_added.csv", &["country", "industry"], rows),
        ]
    }

    /// Value added of manufacturing by country in USD, the key for goods that no statistics follow.
    pub(super) fn manufacturing(&self) -> BTreeMap<String, f64> {
        let mut sums: BTreeMap<String, f64> = BTreeMap::new();
        for ((country, sector), worth) in &self.value_added {
            if MANUFACTURING.contains(sector) {
                *sums.entry(country.clone()).or_default() += worth.new;
            }
        }
        let mut key = BTreeMap::new();
        for ((country, year), gdp) in &self.gdp {
            if *year == LATEST {
                let value = sums.get(country).copied().unwrap_or(gdp * MANUFACTURING_ELSEWHERE);
                key.insert(country.clone(), value);
            }
        }
        key
    }
}

/// Reads GDP, population, governance and the input-output table.
pub(super) fn economy(raw: &Path, places: &Places) -> Result<Economy, Error> {
    let mut indicators = Vec::new();
    for ((country, year), value) in &series(raw, "world-bank/gdp.csv", places)? {
        if [TABLE_YEAR, 2022, LATEST].contains(year) {
            let fact = Fact::new(*value, "USD", "observed", "world_bank", "current USD").in_year(*year);
            indicators.push(fact.row(&[country, "gdp"]));
        }
    }
    for line in own("gdp_stated")?.lines() {
        let (country, year, value) = (line.text("country"), line.need("year")? as i32, line.need("value")?);
        let fact =
            Fact::new(value, "USD", "unverified", line.text("source"), line.text("note")).in_year(year);
        indicators.push(fact.row(&[country, "gdp"]));
    }
    for ((country, year), value) in series(raw, "world-bank/population.csv", places)? {
        if year == LATEST {
            let fact = Fact::new(value, "persons", "observed", "world_bank", "").in_year(year);
            indicators.push(fact.row(&[&country, "population"]));
        }
    }
    indicators.extend(stability(raw, places)?);
    indicators.extend(governance(raw, places)?);
    let later = Later::read(raw, gdp(raw, places)?, &[])?;
    let value_added = carried(&value_added(raw, places)?, &later)?;
    Ok(Economy { gdp: later.gdp, indicators, value_added })
}

/// Political stability by year.
fn stability(raw: &Path, places: &Places) -> Result<Vec<Vec<String>>, Error> {
    // By its place in the order of codes the first row named Guyana is French Guiana: the last row of a code counts.
    let mut rows = BTreeMap::new();
    for row in imported(raw, "wgi/wgi_political_stability_estimate_1996_.csv", wgi::read)? {
        let country = row.place.iso3();
        let (Some(year), Some(value)) = (row.year, row.estimate.number()) else { continue };
        if places.has(country) && STABILITY_YEARS.contains(&year) {
            let note = "political stability and absence of violence, estimate";
            let fact = Fact::new(value, "index", "observed", "wgi", note).in_year(year);
            rows.insert((country.to_owned(), year), fact.row(&[country, "political_stability"]));
        }
    }
    Ok(rows.into_values().collect())
}

/// Mean of the six governance estimates, latest year.
fn governance(raw: &Path, places: &Places) -> Result<Vec<Vec<String>>, Error> {
    let mut rows = Vec::new();
    for row in imported(raw, "wgi/wgi_six_mean.json", wgi::read)? {
        if let (true, Some(value)) = (places.has(row.place.iso3()), row.estimate.number()) {
            let note = "mean of the six estimates, latest year of each";
            let fact = Fact::new(value, "index", "estimated", "wgi", note);
            rows.push(fact.row(&[row.place.iso3(), "governance"]));
        }
    }
    Ok(rows)
}

/// Implied value added of the input-output table in USD.
fn value_added(raw: &Path, places: &Places) -> Result<BTreeMap<(String, usize), f64>, Error> {
    let mut values = BTreeMap::new();
    for line in Table::read(raw, "wiod-2013/wiod2013_2011_x_va.csv")?.lines() {
        let Some((code, sector)) = line.text("node").split_once(".c") else { continue };
        let country = if code == "ROM" { "ROU" } else { code };
        let (Ok(sector), Some(value)) = (sector.parse(), line.number("implied_va")) else { continue };
        if places.has(country) && value > 0.0 {
            values.insert((country.to_owned(), sector), value * 1e6);
        }
    }
    Ok(values)
}

/// Value added of the latest year: that of each industry carried, and shared by its sectors as in the year of the table.
fn carried(
    old: &BTreeMap<(String, usize), f64>,
    later: &Later,
) -> Result<BTreeMap<(String, usize), Worth>, Error> {
    let mut industry_of = BTreeMap::new();
    let mut sectors: BTreeMap<String, usize> = BTreeMap::new();
    for line in own("industry_sectors")?.lines().filter(|l| l.text("table") == "wiod-2013") {
        let Some(Ok(number)) = line.text("sector").strip_prefix('c').map(str::parse::<usize>) else {
            continue;
        };
        *sectors.entry(line.text("industry").to_owned()).or_default() += 1;
        industry_of.insert(number, line.text("industry").to_owned());
    }
    let mut before: BTreeMap<&str, BTreeMap<String, f64>> = BTreeMap::new();
    for ((country, sector), value) in old {
        let Some(industry) = industry_of.get(sector) else { continue };
        *before.entry(country).or_default().entry(industry.clone()).or_default() += value / 1e6;
    }
    let mut carried = BTreeMap::new();
    for (country, of_industries) in before {
        // A country without GDP in both years is left out, as it always was.
        let Some(after) = later.value_added(country, &of_industries, &[]) else { continue };
        let followed = later.followed(country);
        for ((_, sector), value) in old.range((country.to_owned(), 0)..=(country.to_owned(), usize::MAX)) {
            let Some(industry) = industry_of.get(sector) else { continue };
            let basis = match later.national(country) {
                Some(table) => Basis::National {
                    source: table.source,
                    year: table.year,
                    alone: sectors.get(industry) == Some(&1),
                },
                None if followed.contains(&industry.as_str()) => Basis::Industry,
                None => Basis::Gdp,
            };
            let grown = after.get(industry).copied().unwrap_or(0.0) / of_industries[industry];
            carried.insert((country.to_owned(), *sector), Worth { old: *value, new: value * grown, basis });
        }
    }
    Ok(carried)
}

//! Indicators of countries and value added of industries.

use super::error::Error;
use super::output::{Fact, Sheet};
use super::own::own;
use super::places::Places;
use super::table::{Table, imported};
use crate::import::{wgi, world_bank};
use std::collections::BTreeMap;
use std::path::Path;

/// Year of the input-output table.
pub(super) const TABLE_YEAR: i32 = 2011;
/// Years of political stability that the published methods use.
const STABILITY_YEARS: std::ops::RangeInclusive<i32> = 2018..=2022;
/// Manufacturing in the input-output table: sectors c3 to c16.
const MANUFACTURING: std::ops::RangeInclusive<usize> = 3..=16;
/// Share of manufacturing in the output of a country that the input-output table lacks.
const MANUFACTURING_ELSEWHERE: f64 = 0.12;
/// Last year with world-wide GDP in the file.
pub(super) const LATEST: i32 = 2023;

/// Numbers by country and year.
pub(super) type Series = BTreeMap<(String, i32), f64>;

/// Indicators and value added.
#[derive(Debug)]
pub(super) struct Economy {
    /// GDP in USD by country and year.
    gdp: Series,
    /// Indicator rows.
    indicators: Vec<Vec<String>>,
    /// Value added in USD by country and sector number, year of the table.
    value_added: BTreeMap<(String, usize), f64>,
}

impl Economy {
    /// Tables of indicators and of value added.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let rows = self
            .value_added
            .iter()
            .filter_map(|((country, sector), value)| {
                let carried = value * self.growth(country)?;
                let note = format!("{TABLE_YEAR} implied value added x GDP {LATEST} over GDP {TABLE_YEAR}");
                let fact = Fact::new(carried, "USD", "estimated", "wiod_2013", &note)
                    .published(&super::number::six(value / 1e6), "million USD")
                    .between(0.7 * carried, 1.4 * carried);
                (carried > 0.0).then(|| fact.row(&[country, &format!("c{sector}")]))
            })
            .collect();
        vec![
            Sheet::data("indicators.csv", &["country", "indicator"], self.indicators.clone()),
            Sheet::data("industry_value_added.csv", &["country", "industry"], rows),
        ]
    }

    /// GDP of the latest year over that of the year of the input-output table.
    fn growth(&self, country: &str) -> Option<f64> {
        let of = |year| self.gdp.get(&(country.to_owned(), year)).copied().filter(|g| *g > 0.0);
        Some(of(LATEST)? / of(TABLE_YEAR)?)
    }

    /// Value added of manufacturing by country in USD, the key for goods that no statistics follow.
    pub(super) fn manufacturing(&self) -> BTreeMap<String, f64> {
        let mut sums: BTreeMap<String, f64> = BTreeMap::new();
        for ((country, sector), value) in &self.value_added {
            if MANUFACTURING.contains(sector) {
                *sums.entry(country.clone()).or_default() += value;
            }
        }
        let mut key = BTreeMap::new();
        for ((country, year), gdp) in &self.gdp {
            if *year == LATEST {
                let value = match (sums.get(country), self.growth(country)) {
                    (Some(value), Some(growth)) => value * growth,
                    _ => gdp * MANUFACTURING_ELSEWHERE,
                };
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
    Ok(Economy { gdp: gdp(raw, places)?, indicators, value_added: value_added(raw, places)? })
}

/// GDP in current USD, with what the World Bank leaves out.
pub(super) fn gdp(raw: &Path, places: &Places) -> Result<Series, Error> {
    let mut gdp = series(raw, "world-bank/gdp.csv", places)?;
    for line in own("gdp_stated")?.lines() {
        gdp.insert((line.text("country").to_owned(), line.need("year")? as i32), line.need("value")?);
    }
    Ok(gdp)
}

/// A World Bank series by country and year; aggregates are left out.
fn series(raw: &Path, file: &str, places: &Places) -> Result<Series, Error> {
    let rows = imported(raw, file, world_bank::read)?;
    let row = |r: &world_bank::Row| {
        let (country, value) = (r.place.iso3(), r.value.number()?);
        places.has(country).then(|| ((country.to_owned(), r.year), value))
    };
    Ok(rows.iter().filter_map(row).collect())
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

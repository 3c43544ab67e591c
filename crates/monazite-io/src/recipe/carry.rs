//! The world table of 2011 carried to a later year industry by industry.
//!
//! Value added of each industry is that of the newest national table, else that of the world table, grown with GDP and with
//! what the industry did beside it; outputs follow it. Flows start from national tables where there are any and are
//! balanced to these sums by GRAS. The steps and their error are in `docs/methods/industry_table.md`.

use super::error::Error;
use super::gdp::{LATEST, Series, TABLE_YEAR};
use super::growth::Growth;
use super::national::{CATEGORIES, National, national_tables};
use faer::Mat;
use monazite::economy::{Mrio, gras::gras, leontief};
use std::collections::BTreeMap;
use std::path::Path;

/// What is left of the differences from the wanted sums, relative to the largest sum.
const TOLERANCE: f64 = 1e-9;
/// The region of all countries that the source does not tell apart.
pub(super) const REST: &str = "ROW";

/// What is known of the years after that of the table.
#[derive(Debug)]
pub(super) struct Later {
    /// GDP by country and year.
    pub(super) gdp: Series,
    /// Growth of industries.
    pub(super) growth: Growth,
    /// National tables.
    pub(super) national: Vec<National>,
}

impl Later {
    /// What is known of later years, without the national tables of some countries.
    pub(super) fn read(raw: &Path, gdp: Series, without: &[&str]) -> Result<Self, Error> {
        let mut national = national_tables(raw, &gdp)?;
        national.retain(|table| !without.contains(&table.country));
        Ok(Self { growth: Growth::read(raw)?, national, gdp })
    }

    /// Industries of a region whose own growth is known.
    pub(super) fn followed(&self, region: &str) -> Vec<&'static str> {
        self.growth.beside_gdp(region, TABLE_YEAR, &self.gdp).into_keys().collect()
    }

    /// The national table of a region.
    pub(super) fn national(&self, region: &str) -> Option<&National> {
        self.national.iter().find(|national| national.country == region)
    }

    /// GDP of the latest year over that of a year; the rest of the world by the countries that both years have and that
    /// no region names.
    fn gdp_growth(&self, region: &str, from: i32, named: &[String]) -> Option<f64> {
        let rest = region == REST;
        let mut sums = (0.0, 0.0);
        for ((country, year), before) in &self.gdp {
            let counts = if rest { !named.contains(country) } else { country == region };
            if *year == from
                && counts
                && let Some(after) = self.gdp.get(&(country.clone(), LATEST))
            {
                sums = (sums.0 + before, sums.1 + after);
            }
        }
        (sums.0 > 0.0).then(|| sums.1 / sums.0)
    }

    /// Value added of the latest year by industry of a region, from that of the year of the world table; `None` without
    /// its GDP in both years.
    ///
    /// Industries of which nothing is known share what GDP leaves them alike.
    pub(super) fn value_added(
        &self,
        region: &str,
        old: &BTreeMap<String, f64>,
        named: &[String],
    ) -> Option<BTreeMap<String, f64>> {
        let national = self.national(region);
        let (base, year) = national.map_or((old.clone(), TABLE_YEAR), |n| {
            (n.industries.iter().cloned().zip(n.value_added.iter().copied()).collect(), n.year)
        });
        let general = self.gdp_growth(region, year, named)?;
        let beside = self.growth.beside_gdp(region, year, &self.gdp);
        let of = |industry: &String| beside.get(industry.as_str()).copied();
        let all: f64 = base.values().sum();
        let known: f64 = base.iter().filter_map(|(i, v)| Some(v * of(i)?)).sum();
        let unknown: f64 = base.iter().filter(|(i, _)| of(i).is_none()).map(|(_, v)| v).sum();
        let others = (all - known) / unknown;
        Some(base.into_iter().map(|(i, v)| (i.clone(), v * general * of(&i).unwrap_or(others))).collect())
    }
}

/// The table carried to the latest year.
pub(super) fn carried(table: &Mrio, later: &Later) -> Result<Mrio, Error> {
    let sums = Sums::of(table, later)?;
    let both = start(table, later, &sums);
    let (n, k) = (table.len(), table.columns().len());
    let columns: Vec<f64> = sums.inputs.iter().chain(&sums.spent).copied().collect();
    let m = gras(&both, &sums.output, &columns, TOLERANCE).map_err(model)?.matrix;
    let z = Mat::from_fn(n, n, |i, j| tenth(m[(i, j)]));
    let y = Mat::from_fn(n, k, |i, j| tenth(m[(i, n + j)]));
    rebuilt(table, z, y)
}

/// Sums of the latest year.
struct Sums {
    output: Vec<f64>,
    /// What each industry uses of all others.
    inputs: Vec<f64>,
    /// What each column of final demand spends.
    spent: Vec<f64>,
    /// Output over that of the year of the table.
    growth: Vec<f64>,
}

impl Sums {
    fn of(table: &Mrio, later: &Later) -> Result<Self, Error> {
        let x = leontief::x(table.z(), table.y());
        let value_added = leontief::value_added(table.z(), &x);
        let named = table.regions();
        let mut sums = Self { output: Vec::new(), inputs: Vec::new(), spent: Vec::new(), growth: Vec::new() };
        let (mut new, mut factors) = (Vec::new(), Vec::new());
        for region in named {
            let of = |i: &usize| named[table.industries()[*i].region] == *region;
            let old: BTreeMap<String, f64> = (0..table.len())
                .filter(of)
                .map(|i| (table.sectors()[table.industries()[i].sector].clone(), value_added[i]))
                .collect();
            let carried = later.value_added(region, &old, named).ok_or_else(|| Error::Content {
                table: "world-bank/gdp.csv".to_owned(),
                reason: format!("no GDP of {region} for {TABLE_YEAR} and {LATEST}"),
            })?;
            factors.push(carried.values().sum::<f64>() / old.values().sum::<f64>());
            new.push(carried);
        }
        let mut all = 0.0;
        for (i, industry) in table.industries().iter().enumerate() {
            let name = &table.sectors()[industry.sector];
            let wanted =
                if x[i] > 0.0 { new[industry.region].get(name).copied().unwrap_or(0.0) } else { 0.0 };
            let output = match later.national(&named[industry.region]) {
                Some(national) => {
                    let at = national.industries.iter().position(|i| i == name).unwrap_or_default();
                    wanted * national.output[at] / national.value_added[at]
                }
                None if value_added[i] != 0.0 => wanted * x[i] / value_added[i],
                None => factors[industry.region] * x[i],
            };
            all += wanted;
            sums.output.push(output);
            sums.inputs.push(output - wanted);
            sums.growth.push(if x[i] > 0.0 { output / x[i] } else { 0.0 });
        }
        let mut known = Vec::new();
        for (c, column) in table.columns().iter().enumerate() {
            let national = later.national(&named[column.region]);
            let category = CATEGORIES.iter().position(|name| *name == column.category);
            let spent = match (national, category) {
                (Some(national), Some(k)) => {
                    let scale =
                        new[column.region].values().sum::<f64>() / national.value_added.iter().sum::<f64>();
                    scale * national.spent.col_as_slice(k).iter().sum::<f64>()
                }
                _ => factors[column.region] * table.y().col_as_slice(c).iter().sum::<f64>(),
            };
            known.push(national.is_some());
            sums.spent.push(spent);
        }
        // What the world spends is what it earns; regions without a table of their own make up the difference.
        let of = |wanted: bool| -> f64 {
            sums.spent.iter().zip(&known).filter(|(_, k)| **k == wanted).map(|(s, _)| s).sum()
        };
        let scale = (all - of(true)) / of(false);
        sums.spent.iter_mut().zip(&known).filter(|(_, k)| !**k).for_each(|(s, _)| *s *= scale);
        Ok(sums)
    }
}

/// The flows to balance: those of the world table grown with their sellers, and those of national tables.
fn start(table: &Mrio, later: &Later, sums: &Sums) -> Mat<f64> {
    let n = table.len();
    let width = n + table.columns().len();
    let mut flows = Mat::from_fn(n, width, |i, j| {
        sums.growth[i] * if j < n { table.z()[(i, j)] } else { table.y()[(i, j - n)] }
    });
    for national in &later.national {
        let Some(region) = table.regions().iter().position(|r| r == national.country) else { continue };
        place(&mut flows, table, region, national, sums);
    }
    flows
}

/// A buyer: its region, and what it takes of each row.
type Buyer<'a> = (usize, Box<dyn Fn(usize) -> f64 + 'a>);

/// Puts a national table into the flows: what is used at home as it stands, imports by origin and exports by destination
/// as the world table has them.
fn place(flows: &mut Mat<f64>, table: &Mrio, region: usize, national: &National, sums: &Sums) {
    let n = table.len();
    let sector = |i: usize| {
        let name = &table.sectors()[table.industries()[i].sector];
        national.industries.iter().position(|industry| industry == name)
    };
    let own = |i: usize| table.industries()[i].region == region;
    let output: f64 = (0..n).filter(|&i| own(i)).map(|i| sums.output[i]).sum();
    let scale = output / national.output.iter().sum::<f64>();
    let mut buyers: Vec<Buyer<'_>> = Vec::new();
    for j in (0..n).filter(|&j| own(j)) {
        if let Some(to) = sector(j) {
            buyers.push((j, Box::new(move |from| national.used[(from, to)])));
        }
    }
    for (k, column) in table.columns().iter().enumerate().filter(|(_, c)| c.region == region) {
        if let Some(to) = CATEGORIES.iter().position(|name| *name == column.category) {
            buyers.push((n + k, Box::new(move |from| national.spent[(from, to)])));
        }
    }
    let places: Vec<Option<usize>> = (0..n).map(sector).collect();
    for (at, bought) in &buyers {
        let mut abroad = vec![0.0; national.industries.len()];
        for i in (0..n).filter(|&i| !own(i)) {
            if let Some(from) = places[i] {
                abroad[from] += flows[(i, *at)];
            }
        }
        for (i, place) in places.iter().enumerate() {
            let Some(from) = *place else { continue };
            let wanted = scale * bought(from);
            if own(i) {
                flows[(i, *at)] = wanted * national.at_home(from);
            } else if abroad[from] > 0.0 {
                flows[(i, *at)] *= (wanted * (1.0 - national.at_home(from))).max(0.0) / abroad[from];
            }
        }
    }
    let home: Vec<usize> = buyers.iter().map(|(at, _)| *at).collect();
    for i in (0..n).filter(|&i| own(i)) {
        let Some(from) = places[i] else { continue };
        let sold: f64 = (0..flows.ncols()).filter(|j| !home.contains(j)).map(|j| flows[(i, j)]).sum();
        if sold > 0.0 {
            let factor = scale * national.exports[from] / sold;
            (0..flows.ncols()).filter(|j| !home.contains(j)).for_each(|j| flows[(i, j)] *= factor);
        }
    }
}

/// Rounded to a tenth of the unit: smaller flows are noise in a table that was published in whole units.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0 + 0.0
}

/// A table with the labels of another.
pub(super) fn rebuilt(table: &Mrio, z: Mat<f64>, y: Mat<f64>) -> Result<Mrio, Error> {
    let names = |region: usize, name: &str| (table.regions()[region].clone(), name.to_owned());
    let industries: Vec<_> =
        table.industries().iter().map(|i| names(i.region, &table.sectors()[i.sector])).collect();
    let columns: Vec<_> = table.columns().iter().map(|c| names(c.region, &c.category)).collect();
    Mrio::new(&industries, &columns, z, y, table.unit()).map_err(model)
}

pub(super) fn model(error: monazite::Error) -> Error {
    Error::Content { table: "wiod-2013".to_owned(), reason: error.to_string() }
}

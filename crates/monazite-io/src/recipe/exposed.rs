//! Exposed shares from the industries that take a mineral in, told apart in the detail use table of the BEA.
//!
//! In China the table of 153 sectors tells them apart, in which `national_parts.csv` places the detailed industries.
//!
//! `exposed_parts.csv` says which detailed industries an end use is and what share of their output contains the mineral.
//! The share of the end use follows from value added of the BEA: `e = s V(parts) / sum_j l V(j)`, with `l` the part of
//! industry `j` that the end use is. Methods page: `docs/methods/coupling.md`.

use super::error::Error;
use super::number::round_to;
use super::output::Fact;
use super::own::own;
use super::table::{Line, Table};
use std::collections::BTreeMap;
use std::path::Path;

/// Detail use table at producers' prices: columns are industries, three rows are value added.
const USE_TABLE: &str = "bea/Detail_Use_2017_PRO_AfterRedef_17sch.csv";
/// Rows of value added begin so.
const VALUE_ADDED: &str = "V00";

/// Input-output table of China of 2020, 153 sectors.
const CHINA_TABLE: &str = "mrio/china-io/china_2020_153.csv";
/// Its row of value added.
const CHINA_VALUE_ADDED: &str = "TVA";

/// Rows of `behaviour.csv` for the parameter `exposed_share`, with their scope: as in the United States, and in China by
/// its own table.
pub(super) fn exposed_shares(raw: &Path) -> Result<Vec<Vec<String>>, Error> {
    let states = Mix::of_united_states(raw)?;
    let china = Mix::of_china(raw, &states)?;
    let mut rows = Vec::new();
    for line in own("exposed_parts")?.lines() {
        let of_all = line.text("country").is_empty();
        let told = if of_all { ", as in the United States" } else { "" };
        rows.push(states.row(
            line,
            line.text("country"),
            &format!("BEA 2017) over that of the end use{told}"),
        )?);
        if of_all {
            let told = "in the table of China of 2020; within its sectors as in the United States) over that of the end use";
            rows.push(china.row(line, "CHN", told)?);
        }
    }
    Ok(rows)
}

/// Value added of a country by detailed industry of the United States and by end use.
struct Mix {
    parts: BTreeMap<String, f64>,
    end_uses: BTreeMap<String, f64>,
}

impl Mix {
    fn of_united_states(raw: &Path) -> Result<Self, Error> {
        let parts = value_added(raw)?;
        let end_uses = by_end_use("industry_sectors", "bea", &parts)?;
        Ok(Self { parts, end_uses })
    }

    /// Value added of a Chinese sector, split over the detailed industries that it holds as in the United States.
    fn of_china(raw: &Path, states: &Self) -> Result<Self, Error> {
        let table = Table::read(raw, CHINA_TABLE)?;
        let mut sectors = BTreeMap::new();
        for line in table.lines().filter(|line| line.text("Code") == CHINA_VALUE_ADDED) {
            for code in table.header() {
                if let Some(value) = line.number(code) {
                    sectors.insert(code.to_owned(), value);
                }
            }
        }
        let mut of_sector: BTreeMap<String, f64> = BTreeMap::new();
        let mut sector_of = BTreeMap::new();
        for line in own("national_parts")?.lines() {
            let (part, sector) = (line.text("part").to_owned(), line.text("sector").to_owned());
            *of_sector.entry(sector.clone()).or_default() += states.parts.get(&part).copied().unwrap_or(0.0);
            sector_of.insert(part, sector);
        }
        let worth = |(part, sector): (&String, &String)| {
            let share = states.parts.get(part)? / of_sector.get(sector)?;
            Some((part.clone(), share * sectors.get(sector)?))
        };
        let parts = sector_of.iter().filter_map(worth).collect();
        let end_uses = by_end_use("national_sectors", "china-153", &sectors)?;
        Ok(Self { parts, end_uses })
    }

    /// The row of a country.
    fn row(&self, line: Line<'_>, country: &str, told: &str) -> Result<Vec<String>, Error> {
        let parts = line.list("parts");
        let missing = || Error::Content {
            table: "exposed_parts".to_owned(),
            reason: format!("no industry of {USE_TABLE} for {parts:?} and {}", line.text("end_use")),
        };
        let worth = parts
            .iter()
            .map(|code| self.parts.get(code).copied())
            .sum::<Option<f64>>()
            .ok_or_else(missing)?;
        let whole =
            self.end_uses.get(line.text("end_use")).copied().filter(|w| *w > 0.0).ok_or_else(missing)?;
        let share = |column: &str| -> Result<f64, Error> {
            Ok(round_to((line.need(column)? * worth / whole).min(1.0), 3))
        };
        let note = format!("{}; value added of {} ({told}", line.text("note"), parts.join(" and "));
        let unit = format!("of {}", parts.join("|"));
        let fact = Fact::new(share("value")?, "share", "assumed", line.text("source"), &note)
            .between(share("low")?, share("high")?)
            .published(line.text("value"), &unit)
            .in_year(line.need("year")? as i32);
        let scope =
            ["exposed_share", line.text("mineral"), line.text("form"), "", country, line.text("end_use")];
        Ok(fact.row(&scope))
    }
}

/// Value added behind each end use: the part of each industry that it is, over the sectors of a table.
fn by_end_use(
    concordance: &str,
    table: &str,
    value_added: &BTreeMap<String, f64>,
) -> Result<BTreeMap<String, f64>, Error> {
    let mut industries: BTreeMap<String, f64> = BTreeMap::new();
    for line in own(concordance)?.lines().filter(|line| line.text("table") == table) {
        *industries.entry(line.text("industry").to_owned()).or_default() +=
            value_added.get(line.text("sector")).copied().unwrap_or(0.0);
    }
    let mut end_uses: BTreeMap<String, f64> = BTreeMap::new();
    for line in own("industry_links")?.lines() {
        let whole = industries.get(line.text("industry")).copied().unwrap_or(0.0);
        *end_uses.entry(line.text("end_use").to_owned()).or_default() += line.need("value")? * whole;
    }
    Ok(end_uses)
}

/// Value added by detailed industry, million USD.
fn value_added(raw: &Path) -> Result<BTreeMap<String, f64>, Error> {
    let table = Table::read(raw, USE_TABLE)?;
    let header: Vec<String> = table.header().into_iter().map(str::to_owned).collect();
    let mut sums = BTreeMap::new();
    for line in table.lines().filter(|l| l.text("").starts_with(VALUE_ADDED)) {
        for code in header.iter().filter(|c| !c.is_empty()) {
            *sums.entry(code.clone()).or_insert(0.0) += line.number(code).unwrap_or(0.0);
        }
    }
    Ok(sums)
}

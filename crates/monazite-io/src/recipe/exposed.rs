//! Exposed shares from the industries that take a mineral in, told apart in the detail use table of the BEA.
//!
//! `exposed_parts.csv` says which detailed industries an end use is and what share of their output contains the mineral.
//! The share of the end use follows from value added of the BEA: `e = s V(parts) / sum_j l V(j)`, with `l` the part of
//! industry `j` that the end use is. Methods page: `docs/methods/coupling.md`.

use super::error::Error;
use super::number::round_to;
use super::output::Fact;
use super::own::own;
use super::table::Table;
use std::collections::BTreeMap;
use std::path::Path;

/// Detail use table at producers' prices: columns are industries, three rows are value added.
const USE_TABLE: &str = "bea/Detail_Use_2017_PRO_AfterRedef_17sch.csv";
/// Rows of value added begin so.
const VALUE_ADDED: &str = "V00";

/// Rows of `behaviour.csv` for the parameter `exposed_share`, with their scope.
pub(super) fn exposed_shares(raw: &Path) -> Result<Vec<Vec<String>>, Error> {
    let value_added = value_added(raw)?;
    let of_part = |code: &str| value_added.get(code).copied();
    let mut industries: BTreeMap<String, f64> = BTreeMap::new();
    for line in own("industry_sectors")?.lines().filter(|l| l.text("table") == "bea") {
        *industries.entry(line.text("industry").to_owned()).or_default() +=
            of_part(line.text("sector")).unwrap_or(0.0);
    }
    let mut end_uses: BTreeMap<String, f64> = BTreeMap::new();
    for line in own("industry_links")?.lines() {
        let whole = industries.get(line.text("industry")).copied().unwrap_or(0.0);
        *end_uses.entry(line.text("end_use").to_owned()).or_default() += line.need("value")? * whole;
    }
    let mut rows = Vec::new();
    for line in own("exposed_parts")?.lines() {
        let parts = line.list("parts");
        let missing = || Error::Content {
            table: "exposed_parts".to_owned(),
            reason: format!("no industry of {USE_TABLE} for {parts:?} and {}", line.text("end_use")),
        };
        let worth = parts.iter().map(|code| of_part(code)).sum::<Option<f64>>().ok_or_else(missing)?;
        let whole = end_uses.get(line.text("end_use")).copied().filter(|w| *w > 0.0).ok_or_else(missing)?;
        let share = |column: &str| -> Result<f64, Error> {
            Ok(round_to((line.need(column)? * worth / whole).min(1.0), 3))
        };
        let note = format!(
            "{}; value added of {} (BEA 2017) over that of the end use{}",
            line.text("note"),
            parts.join(" and "),
            if line.text("country").is_empty() { ", as in the United States" } else { "" }
        );
        let unit = format!("of {}", parts.join("|"));
        let fact = Fact::new(share("value")?, "share", "assumed", line.text("source"), &note)
            .between(share("low")?, share("high")?)
            .published(line.text("value"), &unit)
            .in_year(line.need("year")? as i32);
        let scope = [
            "exposed_share",
            line.text("mineral"),
            line.text("form"),
            "",
            line.text("country"),
            line.text("end_use"),
        ];
        rows.push(fact.row(&scope));
    }
    Ok(rows)
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

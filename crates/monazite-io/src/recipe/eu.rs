//! The EU study on critical raw materials, and end-of-life recycling input rates.

use super::error::Error;
use super::number;
use super::output::{Fact, Sheet};
use super::own::own;
use super::table::Table;
use std::collections::BTreeMap;
use std::path::Path;

/// Source key of the study.
pub(super) const SOURCE: &str = "eu_crm_2023";
/// Last year of the averages in the study.
const STUDY_YEAR: i32 = 2020;

/// Supply shares, published criticality and recycling rates.
pub(super) fn eu(raw: &Path) -> Result<Vec<Sheet>, Error> {
    let materials = keys("eu_materials", "material")?;
    let (recycling, rates) = recycling(raw)?;
    let mut criticality = criticality(raw, &materials)?;
    criticality.extend(rates);
    Ok(vec![
        supply_shares(raw, &materials)?,
        Sheet::data("criticality.csv", &["material", "metric"], criticality),
        Sheet::data("recycling.csv", &["mineral", "area"], recycling),
    ])
}

/// Our key of a publisher's name, from one of our own tables.
fn keys(table: &str, column: &str) -> Result<BTreeMap<String, String>, Error> {
    Ok(own(table)?.lines().map(|l| (l.text("name").to_owned(), l.text(column).to_owned())).collect())
}

/// Names with line breaks are one line in our table.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Global supply and EU sourcing by country, with the trade parameter.
fn supply_shares(raw: &Path, materials: &BTreeMap<String, String>) -> Result<Sheet, Error> {
    let countries = keys("eu_countries", "country")?;
    // Two spellings of one country, or the same row twice, are one row.
    let mut sums: BTreeMap<[String; 5], (f64, Vec<String>)> = BTreeMap::new();
    for (scope, file) in [
        ("global", "eu-crm-2023/fact_GlobalSupplyShares&t.csv"),
        ("eu", "eu-crm-2023/fact_EUSupplyShares&t.csv"),
    ] {
        for line in Table::read_cp1252(raw, file)?.lines() {
            let material = materials.get(&one_line(line.text("Material")));
            let (Some(material), Some(country)) = (material, countries.get(line.text("Country"))) else {
                continue;
            };
            let stage = if line.text("Stage") == "E" { "extraction" } else { "processing" };
            let text = line.text("Share");
            let Some(share) = percent(text) else { continue };
            let key = [material.as_str(), stage, scope, country, line.text("t")].map(str::to_owned);
            let sum = sums.entry(key).or_default();
            sum.0 += share;
            sum.1.push(text.to_owned());
        }
    }
    let rows = sums
        .into_iter()
        .map(|([material, stage, scope, country, t], (share, texts))| {
            let fact = Fact::new(share.min(1.0), "share", "observed", SOURCE, "mean of about 2016-2020")
                .published(&texts.join("; "), "percent")
                .in_year(STUDY_YEAR);
            fact.row(&[
                &material,
                &stage,
                &scope,
                &country,
                &number::parse(&t).map_or(t.clone(), number::six),
            ])
        })
        .collect();
    Ok(Sheet::data("supply_shares.csv", &["material", "stage", "scope", "country", "trade_parameter"], rows))
}

/// `63%`, `<0.1%` (half of it), and once `6` without the sign.
fn percent(text: &str) -> Option<f64> {
    let plain = text.trim_end_matches('%').trim();
    let (plain, factor) = plain.strip_prefix('<').map_or((plain, 1.0), |p| (p, 0.5));
    Some(number::parse(plain)? * factor / 100.0)
}

/// Supply risk and economic importance of five studies.
fn criticality(raw: &Path, materials: &BTreeMap<String, String>) -> Result<Vec<Vec<String>>, Error> {
    let mut rows = BTreeMap::new();
    for line in Table::read_cp1252(raw, "eu-crm-2023/dimension_CRMsOverTime.csv")?.lines() {
        let Some(material) = materials.get(&one_line(line.text("Material"))) else { continue };
        let Some(year) = line.number("Year") else { continue };
        for (column, metric) in [("SR", "supply_risk_eu"), ("EI", "economic_importance")] {
            if let Some(value) = line.number(column) {
                let fact = Fact::new(value, "index", "observed", SOURCE, "list of that year")
                    .published(line.text(column), "index")
                    .in_year(year as i32);
                rows.entry((material.clone(), metric, year as i32))
                    .or_insert_with(|| fact.row(&[material, metric]));
            }
        }
    }
    Ok(rows.into_values().collect())
}

/// Rows of `recycling.csv` and the same numbers for `criticality.csv`.
type Rates = (Vec<Vec<String>>, Vec<Vec<String>>);

/// End-of-life recycling input rates of the EU.
fn recycling(raw: &Path) -> Result<Rates, Error> {
    let minerals = keys("wmd_materials", "mineral")?;
    let (mut rows, mut rates) = (Vec::new(), Vec::new());
    for line in Table::read(raw, "wmd/geopolrisk_hs_map_eolrir.csv")?.lines() {
        let (Some(mineral), Some(rate)) =
            (minerals.get(line.text("Sheet_name")), line.number("EoL-RIR (2023)"))
        else {
            continue;
        };
        let published = line.text("EoL-RIR (2023)");
        let note = "SCRREEN2 factsheet, end-of-life recycling input rate of the EU";
        let fact =
            Fact::new(rate, "share", "observed", "wmd", note).published(published, "share").in_year(2023);
        rows.push(fact.row(&[mineral, "eu27"]));
        let mut index = fact.clone();
        index.unit = "index";
        rates.push(index.row(&[mineral, "eol_rir"]));
    }
    Ok((rows, rates))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_as_the_study_prints_them() {
        assert_eq!(percent("63%"), Some(0.63));
        assert_eq!(percent("<0.1%"), Some(0.0005));
        assert_eq!(percent("6"), Some(0.06));
        assert_eq!(percent("-"), None);
    }
}

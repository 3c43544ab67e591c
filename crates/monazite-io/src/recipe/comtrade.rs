//! UN Comtrade: only totals of imports and shares of origins are kept; its rows are not ours to pass on.

use super::error::Error;
use super::number::round_to;
use super::output::{Fact, Sheet, YEAR};
use super::own::own;
use super::places::Places;
use super::rules::Rules;
use super::table::imported;
use super::trade::Trade;
use crate::import;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The file.
const FILE: &str = "comtrade/comtrade_imports_by_partner_2018_2024.csv.gz";
/// Importers below this part of the world's imports of a form are left out.
const SMALLEST_IMPORTER: f64 = 2e-4;
/// Origins below this share of an importer's imports are left out.
const SMALLEST_SHARE: f64 = 0.005;

/// One reported import.
#[derive(Debug)]
struct Row {
    importer: String,
    exporter: String,
    code: String,
    value: f64,
    /// Reported net tonnes; `None` where the weight is missing or imputed.
    tonnes: Option<f64>,
    /// Year of the report.
    year: i32,
}

/// Contained imports.
#[derive(Debug)]
pub(super) struct Imported {
    /// Contained tonnes by form, importer, code and exporter.
    flows: BTreeMap<(String, String, String, String), f64>,
    /// The same of other datasets under other codes, for forms that both report.
    beside: BTreeMap<(String, String, String, String), f64>,
    /// Which dataset those codes are from.
    sources: BTreeMap<String, String>,
    /// Importers whose report is of the year before.
    carried: BTreeSet<String>,
    /// Forms and importers (blank for all) whose trade is confidential or booked under other codes.
    hidden: BTreeSet<(String, String)>,
}

impl Imported {
    /// The same with the flows that another dataset reports of the same forms, so that totals and shares are whole.
    pub(super) fn beside(mut self, traded: &Trade) -> Self {
        let forms: BTreeSet<String> = self.flows.keys().map(|k| k.0.clone()).collect();
        self.beside = traded.of_forms(&forms).collect();
        self.sources = traded.sources();
        self
    }

    /// All contained flows.
    fn all(&self) -> impl Iterator<Item = (&(String, String, String, String), &f64)> {
        self.flows.iter().chain(&self.beside)
    }

    /// The table of total imports.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let mut totals: BTreeMap<(&str, &str, &str), f64> = BTreeMap::new();
        for ((form, importer, code, _), tonnes) in self.all() {
            *totals.entry((form, importer, code)).or_default() += tonnes;
        }
        let kept = self.importers();
        let rows = totals
            .into_iter()
            .filter(|((form, importer, _), tonnes)| {
                *tonnes > 0.0 && kept.contains(&((*form).to_owned(), (*importer).to_owned()))
            })
            .map(|((form, importer, code), tonnes)| {
                let beside = self.sources.get(code);
                let (source, note) = beside.map_or(
                    (
                        "comtrade",
                        "sum over partners, weights by the exporter's unit value where imputed, contained",
                    ),
                    |source| (source.as_str(), "sum over exporters of the flows of this code"),
                );
                let mut fact = Fact::new(round_to(tonnes, 3), "t/y", "estimated", source, note)
                    .between(round_to(0.88 * tonnes, 3), round_to(1.12 * tonnes, 3));
                if beside.is_none() && self.carried.contains(importer) {
                    fact = fact.between(0.5 * tonnes, 1.5 * tonnes);
                    fact.note = format!("{}; {} carried to {YEAR}", fact.note, YEAR - 1);
                }
                fact.row(&[form, importer, code])
            })
            .collect();
        vec![Sheet::data("imports.csv", &["form", "importer", "code"], rows)]
    }

    /// The table of import shares.
    fn share_sheet(&self) -> Sheet {
        let kept = self.importers();
        let mut by_origin: BTreeMap<(&str, &str, &str), f64> = BTreeMap::new();
        let mut totals: BTreeMap<(&str, &str), f64> = BTreeMap::new();
        for ((form, importer, _, exporter), tonnes) in self.all() {
            *by_origin.entry((form, importer, exporter)).or_default() += tonnes;
            *totals.entry((form, importer)).or_default() += tonnes;
        }
        let mut rows = Vec::new();
        for ((form, importer, exporter), tonnes) in by_origin {
            let total = totals.get(&(form, importer)).copied().unwrap_or(0.0);
            if total <= 0.0 || !kept.contains(&(form.to_owned(), importer.to_owned())) {
                continue;
            }
            let share = tonnes / total;
            if share < SMALLEST_SHARE {
                continue;
            }
            let share = (share * 1000.0).round() / 1000.0;
            let wide = if self.carried.contains(importer) { 2.0 } else { 1.0 };
            let spread = wide * 0.01_f64.max(0.25 * share * (1.0 - share));
            let fact = Fact::new(share, "share", "estimated", "comtrade", "share of contained imports")
                .between((share - spread).max(0.0), (share + spread).min(1.0));
            rows.push(fact.row(&[form, importer, exporter]));
        }
        Sheet::data("import_shares.csv", &["forms", "importer", "exporter"], rows)
    }

    /// The same with the shares that we state.
    pub(super) fn all_shares(&self) -> Result<Sheet, Error> {
        let mut sheet = self.share_sheet();
        sheet.rows.extend(own("import_shares_stated")?.lines().map(super::table::Line::cells));
        Ok(sheet)
    }

    /// Net imports of a form by country, contained tonnes, exports as the importers report them.
    pub(super) fn net_imports(&self, form: &str) -> BTreeMap<String, f64> {
        let mut net = BTreeMap::new();
        for ((f, importer, _, exporter), tonnes) in &self.flows {
            if f == form {
                *net.entry(importer.clone()).or_insert(0.0) += tonnes;
                *net.entry(exporter.clone()).or_insert(0.0) -= tonnes;
            }
        }
        net
    }

    /// Forms and importers large enough to be kept, without those whose trade the codes do not show.
    fn importers(&self) -> BTreeSet<(String, String)> {
        let mut world: BTreeMap<&str, f64> = BTreeMap::new();
        let mut each: BTreeMap<(&str, &str), f64> = BTreeMap::new();
        for ((form, importer, _, _), tonnes) in self.all() {
            *world.entry(form).or_default() += tonnes;
            *each.entry((form, importer)).or_default() += tonnes;
        }
        each.into_iter()
            .filter(|((form, _), t)| *t >= SMALLEST_IMPORTER * world.get(form).copied().unwrap_or(0.0))
            .map(|((f, i), _)| (f.to_owned(), i.to_owned()))
            .filter(|(f, i)| {
                ![i.as_str(), ""].into_iter().any(|i| self.hidden.contains(&(f.clone(), i.to_owned())))
            })
            .collect()
    }
}

/// Contained imports of the baseline year; reporters without a report that year keep the one before.
pub(super) fn comtrade(raw: &Path, places: &Places) -> Result<Imported, Error> {
    let rules = Rules::of("comtrade")?;
    let rows = rows(raw, places, &rules)?;
    let present: BTreeSet<&str> =
        rows.iter().filter(|r| r.year == YEAR).map(|r| r.importer.as_str()).collect();
    let carried: BTreeSet<String> =
        rows.iter().map(|r| &r.importer).filter(|i| !present.contains(i.as_str())).cloned().collect();
    let prices = unit_values(&rows);
    let mut flows = BTreeMap::new();
    for row in rows.iter().filter(|r| r.year == YEAR || carried.contains(&r.importer)) {
        let price = || {
            let own = prices.get(&(row.code.clone(), row.exporter.clone()));
            own.or_else(|| prices.get(&(row.code.clone(), String::new()))).copied()
        };
        let Some(tonnes) = row.tonnes.or_else(|| price().map(|p| row.value / p)) else { continue };
        for part in rules.contained(&row.code, &row.exporter, tonnes, row.value) {
            let key = (part.form, row.importer.clone(), row.code.clone(), row.exporter.clone());
            *flows.entry(key).or_insert(0.0) += part.tonnes;
        }
    }
    let hidden = own("trade_held")?
        .lines()
        .filter(|l| l.text("held") == "hidden")
        .map(|l| (l.text("form").to_owned(), l.text("importer").to_owned()))
        .collect();
    Ok(Imported { flows, beside: BTreeMap::new(), sources: BTreeMap::new(), carried, hidden })
}

/// Reports of countries on imports from countries, of the baseline year and the one before.
fn rows(raw: &Path, places: &Places, rules: &Rules) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    for row in imported(raw, FILE, import::comtrade::read)? {
        let right = [YEAR, YEAR - 1].contains(&row.year) && row.flow == "M" && row.total;
        let (importer, exporter) = (row.reporter.iso3(), row.partner.iso3());
        let known = places.has(importer) && places.has(exporter) && importer != exporter;
        if !right || !known || !rules.covers(&row.code) || row.value <= 0.0 {
            continue;
        }
        rows.push(Row {
            importer: importer.to_owned(),
            exporter: exporter.to_owned(),
            value: row.value,
            tonnes: row.net_weight.filter(|_| !row.weight_estimated).map(|w| w / 1000.0),
            year: row.year,
            code: row.code.to_string(),
        });
    }
    Ok(rows)
}

/// Unit values in USD per tonne by code and exporter (and by code alone under a blank exporter):
/// medians weighted by mass over reported weights.
fn unit_values(rows: &[Row]) -> BTreeMap<(String, String), f64> {
    let mut samples: BTreeMap<(String, String), Vec<(f64, f64)>> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.year == YEAR) {
        if let Some(tonnes) = row.tonnes {
            let sample = (row.value / tonnes, tonnes);
            for exporter in [row.exporter.clone(), String::new()] {
                samples.entry((row.code.clone(), exporter)).or_default().push(sample);
            }
        }
    }
    samples.into_iter().filter_map(|(key, sample)| median(sample).map(|m| (key, m))).collect()
}

/// The weighted median of values with weights.
fn median(mut sample: Vec<(f64, f64)>) -> Option<f64> {
    sample.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sample.iter().map(|s| s.1).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    sample
        .into_iter()
        .find(|s| {
            sum += s.1;
            sum >= half
        })
        .map(|s| s.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_weighs() {
        assert_eq!(median(vec![(1.0, 1.0), (5.0, 10.0), (9.0, 1.0)]), Some(5.0));
        assert_eq!(median(Vec::new()), None);
    }
}

//! US Geological Survey, Mineral Commodity Summaries: production, capacity, reserves, reliance, import sources.

use super::error::Error;
use super::number;
use super::output::{Fact, Sheet, YEAR};
use super::own::own;
use super::places::Places;
use super::table::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Source key of the 2026 release.
pub(super) const SOURCE: &str = "usgs_mcs_2026";
/// Title of the world row of a table.
const WORLD: &str = "World total";

/// A value as USGS prints it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Printed {
    /// Central value.
    pub(super) value: f64,
    /// Range, where a bound or a range is printed.
    pub(super) range: Option<(f64, f64)>,
}

/// One number of a world table, in tonnes of the reference substance.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// production, capacity or reserves.
    pub(super) table: String,
    /// Mineral key.
    pub(super) mineral: String,
    /// Forms whose output is summed.
    pub(super) forms: Vec<String>,
    /// Country as printed; the world row included.
    pub(super) country: String,
    /// Year.
    pub(super) year: i32,
    /// Value in tonnes.
    pub(super) value: f64,
    /// Range in tonnes.
    pub(super) range: Option<(f64, f64)>,
    /// Value as printed.
    pub(super) printed: String,
    /// Unit as printed.
    pub(super) unit: String,
}

/// The release, mapped to our minerals and forms.
#[derive(Debug)]
pub(super) struct Usgs {
    /// All rows of the release.
    rows: Table,
    /// Numbers of the world tables.
    pub(super) entries: Vec<Entry>,
    /// Output of the baseline year in the earlier release, by forms and country as printed.
    pub(super) earlier: BTreeMap<(String, String), f64>,
}

impl Usgs {
    /// Reads both releases.
    pub(super) fn read(raw: &Path) -> Result<Self, Error> {
        let rows = Table::read_cp1252(raw, "usgs-mcs/MCS2026_Commodities_Data.csv")?;
        let entries = entries(&rows)?;
        let earlier = earlier(raw)?;
        Ok(Self { rows, entries, earlier })
    }

    /// Capacity, reserves and reliance.
    pub(super) fn sheets(&self, places: &Places) -> Result<Vec<Sheet>, Error> {
        let mut capacity = Vec::new();
        let mut reserves = Vec::new();
        for ((table, key, country, year), entry) in self.summed() {
            let Some(country) = places.named(&country) else { continue };
            if entry.value <= 0.0 {
                continue;
            }
            let unit = if table == "reserves" { "t" } else { "t/y" };
            let mut fact = Fact::new(entry.value, unit, "estimated", SOURCE, "")
                .published(&entry.printed, &entry.unit)
                .in_year(year);
            fact.range = entry.range;
            match table.as_str() {
                "capacity" => capacity.push(fact.row(&[&key, country])),
                "reserves" => reserves.push(fact.row(&[&key, country])),
                _ => {}
            }
        }
        Ok(vec![
            Sheet::data("capacity.csv", &["form", "country"], capacity),
            Sheet::data("reserves.csv", &["mineral", "country"], reserves),
            self.reliance()?,
        ])
    }

    /// Entries summed over rows of one table that fall on the same key (shipments and production apart, say).
    /// The key is the forms, or the mineral for reserves.
    pub(super) fn summed(&self) -> BTreeMap<(String, String, String, i32), Entry> {
        let mut sums: BTreeMap<(String, String, String, i32), Entry> = BTreeMap::new();
        for entry in &self.entries {
            let key = if entry.table == "reserves" { entry.mineral.clone() } else { entry.forms.join("|") };
            let id = (entry.table.clone(), key, entry.country.clone(), entry.year);
            sums.entry(id)
                .and_modify(|sum| {
                    sum.range = match (sum.range, entry.range) {
                        (None, None) => None,
                        (a, b) => {
                            let (a, b) = (
                                a.unwrap_or((sum.value, sum.value)),
                                b.unwrap_or((entry.value, entry.value)),
                            );
                            Some((a.0 + b.0, a.1 + b.1))
                        }
                    };
                    sum.value += entry.value;
                    sum.printed = format!("{}; {}", sum.printed, entry.printed);
                })
                .or_insert_with(|| entry.clone());
        }
        sums
    }

    /// Published net import reliance of the United States by year.
    fn reliance(&self) -> Result<Sheet, Error> {
        let mut series: BTreeMap<(String, String, String), (String, String)> = BTreeMap::new();
        for line in own("usgs_reliance")?.lines() {
            let key = (
                line.text("chapter").to_owned(),
                line.text("commodity").to_owned(),
                line.text("detail").to_owned(),
            );
            series.insert(key, (line.text("mineral").to_owned(), line.text("series").to_owned()));
        }
        let mut rows = Vec::new();
        for line in self.rows.lines().filter(|l| l.text("Section").starts_with("Salient")) {
            let key = (
                line.text("MCS chapter").to_owned(),
                line.text("Commodity").to_owned(),
                line.text("Statistics_detail").to_owned(),
            );
            let (Some((mineral, label)), Some(year)) = (series.get(&key), line.number("Year")) else {
                continue;
            };
            let text = line.text("Value");
            let Some((printed, note)) = percent(text) else { continue };
            let quality = if printed.range.is_some() { "estimated" } else { "observed" };
            let mut fact = Fact::new(printed.value / 100.0, "share", quality, SOURCE, note)
                .published(text, line.text("Unit"))
                .in_year(year as i32);
            fact.range = printed.range.map(|(l, h)| (l / 100.0, h / 100.0));
            rows.push(fact.row(&[mineral, label, "USA"]));
        }
        Ok(Sheet::data("reliance.csv", &["mineral", "series", "country"], rows))
    }

    /// The import shares of the United States added to the shares of others.
    pub(super) fn with_import_sources(&self, mut sheet: Sheet, places: &Places) -> Result<Sheet, Error> {
        let mut forms: BTreeMap<(String, String), String> = BTreeMap::new();
        for line in own("usgs_import_sources")?.lines() {
            let key = (line.text("chapter").to_owned(), line.text("detail").to_owned());
            forms.insert(key, line.text("forms").to_owned());
        }
        for line in self.rows.lines().filter(|l| l.text("Section") == "Import Sources") {
            let key = (line.text("MCS chapter").to_owned(), line.text("Statistics_detail").to_owned());
            let (Some(forms), Some(exporter)) = (forms.get(&key), places.named(line.text("Country"))) else {
                continue;
            };
            let text = line.text("Value");
            let Some((printed, _)) = percent(text) else { continue };
            if exporter == "USA" || printed.value <= 0.0 {
                continue;
            }
            let share = printed.value / 100.0;
            let spread = 0.02_f64.max(0.25 * share * (1.0 - share));
            let fact = Fact::new(
                share,
                "share",
                "estimated",
                SOURCE,
                "mean of the imports of 2021-2024 by quantity or value as USGS gives it",
            )
            .published(text, "percent")
            .between((share - spread).max(0.0), (share + spread).min(1.0));
            sheet.rows.push(fact.row(&[forms, "USA", exporter]));
        }
        sheet.rows.sort();
        Ok(sheet)
    }

    /// World totals of output: as printed, or the sum of the rows (other countries included) where that is larger.
    pub(super) fn world_production(&self) -> Sheet {
        let produced = self.summed().into_keys().filter(|(table, ..)| table == "production");
        let series: BTreeSet<(String, i32)> = produced.map(|(_, forms, _, year)| (forms, year)).collect();
        let row = |(forms, year): (String, i32)| {
            let world = self.world(&forms, year);
            let note = "printed total, or the sum of all rows where that is larger; converted";
            let fact =
                Fact::new(world, "t/y", "estimated", SOURCE, note).published(&number::six(world), "t/y");
            (world > 0.0).then(|| fact.in_year(year).row(&[&forms]))
        };
        Sheet::data("world_production.csv", &["forms"], series.into_iter().filter_map(row).collect())
    }

    /// World total of forms as printed, in tonnes, or the sum of the rows where that is larger.
    pub(super) fn world(&self, forms: &str, year: i32) -> f64 {
        let rows = self.summed();
        let of = |wanted: bool| -> f64 {
            rows.iter()
                .filter(|((t, f, c, y), _)| {
                    t == "production" && f == forms && *y == year && c.starts_with(WORLD) == wanted
                })
                .map(|(_, e)| e.value)
                .sum()
        };
        of(true).max(of(false))
    }
}

/// The numbers of the world tables.
fn entries(rows: &Table) -> Result<Vec<Entry>, Error> {
    let mut tonnes = BTreeMap::new();
    for line in own("units")?.lines() {
        tonnes.insert(line.text("unit").to_owned(), line.need("tonnes")?);
    }
    let mut series = BTreeMap::new();
    for line in own("usgs_series")?.lines() {
        let key = ["chapter", "commodity", "statistic", "detail"].map(|c| line.text(c).to_owned());
        let to = (
            line.text("table").to_owned(),
            line.text("mineral").to_owned(),
            line.list("forms"),
            line.need("content")?,
        );
        series.insert(key, to);
    }
    let mut entries = Vec::new();
    for line in rows.lines().filter(|l| l.text("Section").starts_with("World")) {
        let detail = line.text("Statistics_detail");
        let rounded = detail.split([':', ',']).map(str::trim).filter(|p| *p != "rounded");
        let plain = rounded.collect::<Vec<_>>();
        let world = line.text("Country").starts_with(WORLD);
        let found = series.get(&[
            line.text("MCS chapter").to_owned(),
            line.text("Commodity").to_owned(),
            line.text("Statistics").to_owned(),
            if world && detail.ends_with("rounded") { plain.join(": ") } else { detail.to_owned() },
        ]);
        let (Some((table, mineral, forms, content)), Some(factor)) = (found, tonnes.get(line.text("Unit")))
        else {
            continue;
        };
        let (Some(printed), Some(year)) = (printed(line.text("Value")), line.number("Year")) else {
            continue;
        };
        let scale = factor * content;
        entries.push(Entry {
            table: table.clone(),
            mineral: mineral.clone(),
            forms: forms.clone(),
            country: line.text("Country").to_owned(),
            year: year as i32,
            value: printed.value * scale,
            range: printed.range.map(|(l, h)| (l * scale, h * scale)),
            printed: line.text("Value").to_owned(),
            unit: line.text("Unit").to_owned(),
        });
    }
    Ok(entries)
}

/// Output of the baseline year in the earlier release, in tonnes, by forms and country as printed.
fn earlier(raw: &Path) -> Result<BTreeMap<(String, String), f64>, Error> {
    let series: Vec<(String, String, String)> = own("mcs_2025_series")?
        .lines()
        .map(|l| (l.text("commodity").to_owned(), l.text("type").to_owned(), l.text("forms").to_owned()))
        .collect();
    let column = format!("PROD_EST_ {YEAR}");
    let mut values = BTreeMap::new();
    for line in Table::read(raw, "usgs-mcs/MCS2025_World_Data.csv")?.lines() {
        let (commodity, kind) = (line.text("COMMODITY"), line.text("TYPE"));
        let Some((_, _, forms)) =
            series.iter().find(|(c, t, _)| c == commodity && kind.starts_with(t.as_str()))
        else {
            continue;
        };
        let factor = match line.text("UNIT_MEAS") {
            "metric tons" => 1.0,
            "thousand metric tons" => 1000.0,
            "kilograms" => 0.001,
            _ => continue,
        };
        if let Some(printed) = printed(line.text(&column)) {
            values.insert((forms.clone(), line.text("COUNTRY").to_owned()), printed.value * factor);
        }
    }
    Ok(values)
}

/// A printed quantity: `—` is zero, `>5` and `<5` are bounds, `50–300` is a range; words and letters are none.
pub(super) fn printed(text: &str) -> Option<Printed> {
    let text = text.trim();
    if matches!(text, "—" | "-" | "–") {
        return Some(Printed { value: 0.0, range: None });
    }
    if let Some(bound) = text.strip_prefix('>').and_then(number::parse) {
        return Some(Printed { value: bound, range: Some((bound, bound * 2.0)) });
    }
    if let Some(bound) = text.strip_prefix('<').and_then(number::parse) {
        return Some(Printed { value: bound / 2.0, range: Some((0.0, bound)) });
    }
    if let Some(value) = number::parse(text) {
        return (value >= 0.0).then_some(Printed { value, range: None });
    }
    let (low, high) = text.split_once(['–', '-'])?;
    let (low, high) = (number::parse(low)?, number::parse(high)?);
    (low <= high).then_some(Printed { value: f64::midpoint(low, high), range: Some((low, high)) })
}

/// A printed percentage, with a note where it is a bound. `E` is a net exporter: nothing relied on.
fn percent(text: &str) -> Option<(Printed, &'static str)> {
    if text == "E" {
        return Some((Printed { value: 0.0, range: None }, "net exporter; the size is not published"));
    }
    if let Some(bound) = text.strip_prefix('>').and_then(number::parse) {
        let value = f64::midpoint(bound, 100.0);
        return Some((Printed { value, range: Some((bound, 100.0)) }, "lower bound; middle of what is left"));
    }
    let value = printed(text)?;
    Some((value, if value.range.is_some() { "upper bound or range; its middle" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_the_summaries() {
        let exact = |value| Some(Printed { value, range: None });
        assert_eq!(printed("226,000"), exact(226_000.0));
        assert_eq!(printed("—"), exact(0.0));
        assert_eq!(printed("W"), None);
        assert_eq!(printed("Large"), None);
        assert_eq!(printed("50–300").and_then(|p| p.range), Some((50.0, 300.0)));
        assert_eq!(printed("330 - 390").map(|p| p.value), Some(360.0));
        assert_eq!(percent(">95").map(|p| p.0.value), Some(97.5));
        assert_eq!(percent("E").map(|p| p.0.value), Some(0.0));
    }
}

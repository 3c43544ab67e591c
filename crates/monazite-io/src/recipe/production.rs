//! Output by country: statistics, IEA, BGS, stage shares of world totals, and stated rows.

use super::error::Error;
use super::number::round_to;
use super::output::{Fact, Sheet, YEAR};
use super::own::own;
use super::places::Places;
use super::table::imported;
use super::trade::Trade;
use super::usgs::{self, Usgs};
use crate::import::{bgs, iea};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Net exports beyond this multiple of a reported output are a report of their own.
const BEYOND: f64 = 1.3;
/// Net exports below this part of world output are left out.
const SMALLEST_GAP: f64 = 0.002;

/// One reported output.
#[derive(Debug, Clone)]
struct Report {
    forms: Vec<String>,
    process: String,
    country: String,
    fact: Fact,
}

/// All reported output.
#[derive(Debug)]
pub(super) struct Production {
    reports: Vec<Report>,
    /// Share of a country in the world output of a form, from the stage shares.
    shares: BTreeMap<(String, String), f64>,
}

impl Production {
    /// The table of production.
    pub(super) fn sheet(&self) -> Sheet {
        let rows =
            self.reports.iter().map(|r| r.fact.row(&[&r.forms.join("|"), &r.process, &r.country])).collect();
        Sheet::data("production.csv", &["forms", "process", "country"], rows)
    }

    /// Output of one form in the baseline year by country: the mean of the reports on that form alone.
    pub(super) fn of(&self, form: &str) -> BTreeMap<String, f64> {
        let mut sums: BTreeMap<String, (f64, f64)> = BTreeMap::new();
        for report in &self.reports {
            let alone = report.forms.len() == 1 && report.forms[0] == form;
            if alone && report.process.is_empty() && report.fact.year == YEAR {
                let sum = sums.entry(report.country.clone()).or_default();
                *sum = (sum.0 + report.fact.value, sum.1 + 1.0);
            }
        }
        sums.into_iter().map(|(c, (sum, n))| (c, sum / n)).collect()
    }

    /// The same with a report for every country that sends out far more of a form than it is reported to make, of forms
    /// whose trade is held in full: what it sends out beyond what it takes in, it made or drew from stock.
    pub(super) fn beside_trade(mut self, traded: &Trade) -> Result<Self, Error> {
        for held in own("trade_held")?.lines().filter(|l| l.text("held") == "complete") {
            let (form, source) = (held.text("form"), held.text("source"));
            let made = self.of(form);
            let world: f64 = made.values().sum();
            for (country, net) in traded.net_imports(form) {
                let Some(&of_country) = made.get(&country) else { continue };
                if -net < BEYOND * of_country || -net < SMALLEST_GAP * world {
                    continue;
                }
                let note = "net exports, far beyond the output that is reported: made, or drawn from stock";
                let fact = Fact::new(round_to(-net, 4), "t/y", "estimated", source, note)
                    .between(round_to(-net * 0.7, 4), round_to(-net * 1.3, 4));
                let (forms, process) = (vec![form.to_owned()], String::new());
                self.reports.push(Report { forms, process, country, fact });
            }
        }
        Ok(self)
    }

    /// Shares of countries in the world output of a form, from the stage shares.
    pub(super) fn shares(&self, form: &str) -> BTreeMap<String, f64> {
        self.shares.iter().filter(|((f, _), _)| f == form).map(|((_, c), s)| (c.clone(), *s)).collect()
    }
}

/// All reports on output.
pub(super) fn production(raw: &Path, usgs: &Usgs, places: &Places) -> Result<Production, Error> {
    let rules = Rules::read()?;
    let mut reports = usgs_reports(usgs, places, &rules)?;
    let iea = iea_reports(raw, places, &rules)?;
    reports.extend(iea);
    let known: BTreeSet<(String, String)> =
        reports.iter().flat_map(|r| r.forms.iter().map(|f| (f.clone(), r.country.clone()))).collect();
    reports.extend(bgs_reports(raw, places, &known)?);
    let (shares, staged) = stage_reports()?;
    reports.extend(staged);
    reports.extend(stated_reports()?);
    Ok(Production { reports, shares })
}

/// What a series of a mineral and stage means in a country.
struct Rule {
    mineral: String,
    stage: String,
    country: String,
    forms: Vec<String>,
    /// Part of the oxides there that magnets use.
    magnet_share: Option<f64>,
}

/// The rules, with mineral and stage of each form.
struct Rules {
    rows: Vec<Rule>,
    minerals: BTreeMap<String, (String, String)>,
}

impl Rules {
    fn read() -> Result<Self, Error> {
        let rows = own("series_countries")?
            .lines()
            .map(|l| Rule {
                mineral: l.text("mineral").to_owned(),
                stage: l.text("stage").to_owned(),
                country: l.text("country").to_owned(),
                forms: l.list("forms"),
                magnet_share: l.number("magnet_share"),
            })
            .collect();
        let minerals = own("forms")?
            .lines()
            .map(|l| (l.text("form").to_owned(), (l.text("mineral").to_owned(), l.text("stage").to_owned())))
            .collect();
        Ok(Self { rows, minerals })
    }

    /// The forms that a series means in a country, and the magnet share of the deposits there.
    fn forms(&self, series: &[String], country: &str) -> (Vec<String>, Option<f64>) {
        let Some((mineral, stage)) = series.first().and_then(|f| self.minerals.get(f)) else {
            return (series.to_vec(), None);
        };
        let fits = |place: &str| {
            self.rows.iter().find(|r| {
                r.mineral == *mineral
                    && r.stage == *stage
                    && r.country == place
                    && r.forms.iter().all(|f| series.contains(f))
            })
        };
        let found = if series.len() > 1 { fits(country).or_else(|| fits("*")) } else { None };
        found.map_or((series.to_vec(), None), |r| (r.forms.clone(), r.magnet_share))
    }
}

/// USGS output of the baseline year and the estimate of the next one.
fn usgs_reports(usgs: &Usgs, places: &Places, rules: &Rules) -> Result<Vec<Report>, Error> {
    let mut reports = Vec::new();
    for ((table, series, printed_country, year), entry) in usgs.summed() {
        let Some(country) = places.named(&printed_country) else { continue };
        if table != "production" || entry.value <= 0.0 {
            continue;
        }
        let quality = if year == YEAR { "observed" } else { "estimated" };
        let mut fact = Fact::new(entry.value, "t/y", quality, usgs::SOURCE, "")
            .published(&entry.printed, &entry.unit)
            .in_year(year);
        fact.range = entry.range;
        let earlier = usgs.earlier.get(&(series, printed_country));
        if let (Some(earlier), true) = (earlier, year == YEAR)
            && (earlier - entry.value).abs() > 0.05 * entry.value
        {
            fact = fact.between((0.95 * entry.value).min(*earlier), (1.05 * entry.value).max(*earlier));
            "range spans the value of the release before".clone_into(&mut fact.note);
        }
        let (forms, _) = rules.forms(&entry.forms, country);
        reports.push(Report { forms, process: String::new(), country: country.to_owned(), fact });
    }
    Ok(reports)
}

/// IEA output of the baseline year: listed countries only; the rest of the world stays with other sources.
fn iea_reports(raw: &Path, places: &Places, rules: &Rules) -> Result<Vec<Report>, Error> {
    let rows = iea_rows(raw)?;
    let mut reports = Vec::new();
    for line in own("iea_series")?.lines() {
        let (mineral, stage) = (line.text("iea_mineral"), line.text("iea_stage"));
        let factor = line.need("tonnes_per_unit")?;
        let series = line.list("forms");
        for row in supply(&rows, mineral, stage, YEAR).filter(|r| r.sector.is_empty()) {
            let (country, value) = (row.place.iso3(), row.value);
            if !places.has(country) || value <= 0.0 {
                continue;
            }
            let (forms, magnet_share) = rules.forms(&series, country);
            let whole = stage == "mining" && mineral == "Rare Earth Elements";
            let divisor = match (whole, magnet_share) {
                (true, None) => continue,
                (true, Some(share)) => share,
                (false, _) => 1.0,
            };
            let spread = if whole { 0.3 } else { 0.1 };
            let note = if whole {
                "magnet rare earths over their share of the oxides of the deposits there"
            } else {
                "IEA dataset; own range of a tenth, as other surveys differ by that much"
            };
            let tonnes = value * factor / divisor;
            let fact = Fact::new(tonnes, "t/y", "estimated", "iea_cmde_2025", note)
                .published(&super::number::six(value), "kt")
                .between(tonnes * (1.0 - spread), tonnes * (1.0 + spread));
            reports.push(Report {
                forms,
                process: line.text("process").to_owned(),
                country: country.to_owned(),
                fact,
            });
        }
    }
    Ok(reports)
}

/// The IEA dataset as published.
pub(super) fn iea_rows(raw: &Path) -> Result<Vec<iea::Row>, Error> {
    imported(raw, "iea-cmde/iea.json", iea::read)
}

/// Existing and announced supply of a mineral at a stage in a year.
pub(super) fn supply<'a>(
    rows: &'a [iea::Row],
    mineral: &'a str,
    stage: &'a str,
    year: i32,
) -> impl Iterator<Item = &'a iea::Row> {
    rows.iter().filter(move |r| {
        r.part == "supply"
            && r.mineral == mineral
            && r.stage == stage
            && r.year == year
            && r.scenario == iea::BASE
    })
}

/// BGS output of the year before, where neither USGS nor IEA has the country.
fn bgs_reports(
    raw: &Path,
    places: &Places,
    known: &BTreeSet<(String, String)>,
) -> Result<Vec<Report>, Error> {
    let before = YEAR - 1;
    let mut sums: BTreeMap<(String, String), (f64, f64, String)> = BTreeMap::new();
    let mut files: BTreeMap<String, Vec<bgs::Row>> = BTreeMap::new();
    for series in own("bgs_series")?.lines() {
        let file = format!("bgs-wms/{}", series.text("file"));
        if !files.contains_key(&file) {
            files.insert(file.clone(), imported(raw, &file, bgs::read)?);
        }
        let (form, content) = (series.text("form"), series.need("content")?);
        let excluded = series.list("exclude");
        for row in files.get(&file).into_iter().flatten() {
            let right =
                row.table == series.text("table") && row.part == series.text("sub") && row.year == before;
            let Some(quantity) = row.quantity.number().filter(|q| right && *q > 0.0) else { continue };
            let country = row.place.iso3();
            if !places.has(country) || excluded.iter().any(|c| c == country) {
                continue;
            }
            if known.contains(&(form.to_owned(), country.to_owned())) {
                continue;
            }
            let sum = sums.entry((form.to_owned(), country.to_owned())).or_default();
            sum.0 += quantity * content;
            sum.1 += quantity;
            series.text("note").clone_into(&mut sum.2);
        }
    }
    let report = |((form, country), (value, gross, note)): ((String, String), (f64, f64, String))| {
        let note = format!("{before} carried to {YEAR}; {note}");
        let fact = Fact::new(value, "t/y", "estimated", "bgs_wms", note.trim_end_matches("; "))
            .published(&super::number::six(gross), "tonnes (metric)")
            .between(0.8 * value, 1.2 * value);
        Report { forms: vec![form], process: String::new(), country, fact }
    };
    Ok(sums.into_iter().map(report).collect())
}

/// Shares of countries by form and country.
type Shares = BTreeMap<(String, String), f64>;

/// World totals times stage shares.
fn stage_reports() -> Result<(Shares, Vec<Report>), Error> {
    let mut totals = BTreeMap::new();
    for line in own("world_totals")?.lines() {
        let total =
            (line.need("value")?, line.need("low")?, line.need("high")?, line.text("note").to_owned());
        totals.insert(line.text("form").to_owned(), total);
    }
    let (mut shares, mut reports) = (BTreeMap::new(), Vec::new());
    for line in own("stage_shares")?.lines() {
        let (form, country) = (line.text("form"), line.text("country"));
        let (share, low, high) = (line.need("share")?, line.need("low")?, line.need("high")?);
        shares.insert((form.to_owned(), country.to_owned()), share);
        let Some((total, total_low, total_high, basis)) = totals.get(form).filter(|_| share > 0.0) else {
            continue;
        };
        let value = share * total;
        let relative = |a: f64, b: f64| (a * a + b * b).sqrt();
        let down = relative(1.0 - low / share, 1.0 - total_low / total).min(1.0);
        let up = relative(high / share - 1.0, total_high / total - 1.0);
        let note = format!("share of {} t: {}; {basis}", super::number::six(*total), line.text("note"));
        let fact = Fact::new(value, "t/y", line.text("quality"), line.text("source"), &note)
            .published(&super::number::six(share), "share of world output")
            .between(value * (1.0 - down), value * (1.0 + up));
        reports.push(Report {
            forms: vec![form.to_owned()],
            process: String::new(),
            country: country.to_owned(),
            fact,
        });
    }
    Ok((shares, reports))
}

/// Rows that we state one by one.
fn stated_reports() -> Result<Vec<Report>, Error> {
    own("production_stated")?
        .lines()
        .map(|l| {
            let fact =
                Fact::new(l.need("value")?, "t/y", l.text("quality"), l.text("source"), l.text("note"))
                    .between(l.need("low")?, l.need("high")?);
            Ok(Report {
                forms: l.list("forms"),
                process: l.text("process").to_owned(),
                country: l.text("country").to_owned(),
                fact,
            })
        })
        .collect()
}

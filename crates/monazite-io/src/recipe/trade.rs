//! Bilateral flows that may be held row by row: CEPII BACI and the monthly exports of China.

use super::baci;
use super::error::Error;
use super::number::{round_to, six};
use super::output::{Fact, Sheet, YEAR};
use super::own::own;
use super::places::Places;
use super::rules::{Contained, Rules};
use super::table::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Flows below this part of the world mass of their code are dropped.
const SMALLEST: f64 = 1e-5;

/// One flow.
#[derive(Debug, Clone)]
struct Flow {
    form: String,
    exporter: String,
    importer: String,
    code: String,
    fact: Fact,
}

/// All flows.
#[derive(Debug)]
pub(super) struct Trade {
    flows: Vec<Flow>,
}

impl Trade {
    /// The table of trade.
    pub(super) fn sheet(&self) -> Sheet {
        let rows = self.flows.iter().map(|f| f.fact.row(&[&f.form, &f.exporter, &f.importer, &f.code]));
        Sheet::data("trade.csv", &["form", "exporter", "importer", "code"], rows.collect())
    }

    /// Flows of some forms: form, importer, code, exporter, contained tonnes.
    pub(super) fn of_forms<'a>(
        &'a self,
        forms: &'a BTreeSet<String>,
    ) -> impl Iterator<Item = ((String, String, String, String), f64)> + 'a {
        let key = |f: &Flow| (f.form.clone(), f.importer.clone(), f.code.clone(), f.exporter.clone());
        let reported = self.flows.iter().filter(|f| !f.code.is_empty());
        reported.filter(|f| forms.contains(&f.form)).map(move |f| (key(f), f.fact.value))
    }

    /// The source of each code.
    pub(super) fn sources(&self) -> BTreeMap<String, String> {
        let coded = self.flows.iter().filter(|f| !f.code.is_empty());
        coded.map(|f| (f.code.clone(), f.fact.source.clone())).collect()
    }

    /// Net imports of a form by country, contained tonnes.
    pub(super) fn net_imports(&self, form: &str) -> BTreeMap<String, f64> {
        let mut net = BTreeMap::new();
        for flow in self.flows.iter().filter(|f| f.form == form) {
            *net.entry(flow.importer.clone()).or_insert(0.0) += flow.fact.value;
            *net.entry(flow.exporter.clone()).or_insert(0.0) -= flow.fact.value;
        }
        net
    }
}

/// BACI and China's exports of the baseline year.
pub(super) fn trade(raw: &Path, places: &Places) -> Result<Trade, Error> {
    let mut flows = baci(raw, places)?;
    flows.extend(china(raw, places)?);
    flows.extend(stated()?);
    Ok(Trade { flows })
}

/// Flows that nobody publishes and we state one by one, with wide ranges.
fn stated() -> Result<Vec<Flow>, Error> {
    own("trade_stated")?
        .lines()
        .map(|l| {
            let fact =
                Fact::new(l.need("value")?, "t/y", l.text("quality"), l.text("source"), l.text("note"))
                    .between(l.need("low")?, l.need("high")?);
            Ok(Flow {
                form: l.text("form").to_owned(),
                exporter: l.text("exporter").to_owned(),
                importer: l.text("importer").to_owned(),
                code: String::new(),
                fact,
            })
        })
        .collect()
}

/// Flows of BACI.
fn baci(raw: &Path, places: &Places) -> Result<Vec<Flow>, Error> {
    let rules: BTreeMap<&str, Rules> =
        ["baci", "baci_hs92"].into_iter().map(|d| Ok((d, Rules::of(d)?))).collect::<Result<_, Error>>()?;
    let broad: BTreeMap<(String, String), Contained> = own("trade_broad")?
        .lines()
        .map(|l| {
            let form = l.text("form").to_owned();
            let content = Contained::whole(form, l.text("hs6"), l.need("content")?, l.text("note"));
            Ok(((l.text("dataset").to_owned(), l.text("hs6").to_owned()), content))
        })
        .collect::<Result<_, Error>>()?;
    let of_broad = |slice: &str, code: &str| broad.get(&(slice.to_owned(), code.to_owned()));
    let rows =
        baci::rows(raw, places, |slice, code| rules[slice].covers(code) || of_broad(slice, code).is_some())?;
    let mut world: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for row in &rows {
        *world.entry((row.slice, &row.code)).or_default() += row.tonnes;
    }
    let mut flows = Vec::new();
    for row in &rows {
        if row.tonnes < SMALLEST * world.get(&(row.slice, row.code.as_str())).copied().unwrap_or(0.0) {
            continue;
        }
        let contained = match of_broad(row.slice, &row.code) {
            Some(whole) => vec![Contained { tonnes: row.tonnes * whole.content, ..whole.clone() }],
            None => rules[row.slice].contained(&row.code, &row.exporter, row.tonnes, row.value),
        };
        flows.extend(contained.into_iter().filter(|c| c.tonnes > 0.0).map(|c| flow(row, c)));
    }
    Ok(flows)
}

/// The flow of a form that a row of BACI contains.
fn flow(row: &baci::Row, contained: Contained) -> Flow {
    let Contained { form, tonnes, content, range, code, note } = contained;
    let quality = if row.filled || content < 0.9 { "estimated" } else { "observed" };
    let mut words =
        if (content - 1.0).abs() < 1e-12 { String::new() } else { format!("x {} contained", six(content)) };
    if row.filled {
        words.push_str("; mass from value and the exporter's unit value");
    }
    if !note.is_empty() {
        words = format!("{words}; {note}");
    }
    let mut fact = Fact::new(round_to(tonnes, 5), "t/y", quality, row.slice, words.trim_start_matches("; "))
        .published(&six(row.tonnes), "t");
    if let Some((low, high)) = range {
        fact = fact.between(round_to(low, 5), round_to(high, 5));
    }
    let (exporter, importer) = (row.exporter.clone(), row.importer.clone());
    Flow { form, exporter, importer, code, fact }
}

/// Exports of China by partner, the months of the baseline year summed.
fn china(raw: &Path, places: &Places) -> Result<Vec<Flow>, Error> {
    struct Part {
        form: String,
        unit_values: (f64, f64),
        content: f64,
        note: String,
    }
    let mut parts: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for line in own("china_rules")?.lines() {
        parts.entry(line.text("hs6").to_owned()).or_default().push(Part {
            form: line.text("form").to_owned(),
            unit_values: (
                line.number("unit_value_min").unwrap_or(0.0),
                line.number("unit_value_max").unwrap_or(f64::INFINITY),
            ),
            content: line.need("content")?,
            note: line.text("note").to_owned(),
        });
    }
    let year = YEAR.to_string();
    let mut sums: BTreeMap<(String, String, String), (f64, f64)> = BTreeMap::new();
    for line in Table::read(raw, "china-exports/deep_dive_hs6_monthly.csv")?.lines() {
        let (code, importer) = (line.text("hs6"), places.named(line.text("partner_name")));
        let (Some(importer), Some(rules)) = (importer.filter(|i| *i != "CHN"), parts.get(code)) else {
            continue;
        };
        let (value, mass) = (line.number("val").unwrap_or(0.0), line.number("qty").unwrap_or(0.0));
        if !line.text("period_dt").starts_with(&year) || mass <= 0.0 {
            continue;
        }
        let unit_value = value / mass;
        let part = rules.iter().find(|p| unit_value >= p.unit_values.0 && unit_value < p.unit_values.1);
        if let Some(part) = part {
            let key = (part.form.clone(), importer.to_owned(), code.to_owned());
            let sum = sums.entry(key).or_default();
            *sum = (sum.0 + mass / 1000.0, sum.1 + mass / 1000.0 * part.content);
        }
    }
    let note_of = |form: &str, code: &str| {
        parts
            .get(code)
            .into_iter()
            .flatten()
            .find(|p| p.form == form)
            .map_or("", |p| p.note.as_str())
            .to_owned()
    };
    let flow = |((form, importer, code), (gross, contained)): ((String, String, String), (f64, f64))| {
        let note = format!("months summed; {}", note_of(&form, &code));
        let fact = Fact::new(round_to(contained, 5), "t/y", "estimated", "china_customs", &note)
            .published(&six(gross), "t")
            .between(0.85 * contained, 1.15 * contained);
        Flow { form, exporter: "CHN".to_owned(), importer, code, fact }
    };
    Ok(sums.into_iter().filter(|(_, (_, t))| *t >= 1.0).map(flow).collect())
}

//! The recipe: compact tables from BGS World Mineral Statistics, World Mining Data and CEPII BACI.

use super::titles;
use crate::import::{Token, bgs, wmd};
use crate::recipe::Error;
use crate::results::write_file;
use flate2::{Compression, GzBuilder};
use monazite_track::history::REST;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

/// Where BACI lies among the published files.
const BACI: &str = "history/baci-hs92/baci_hs92_1995_2024.parquet";
/// Where World Mining Data lies.
const WMD: &str = "history/wmd-2024/world_mining_data_2018_2024.csv";
/// A flow below this share of what its importer buys in a year, by mass and by value, goes into the rest.
const SMALL: f64 = 0.02;
/// An importer that buys less than this share of what the world buys over all years, by value, is left out.
const LITTLE: f64 = 0.0005;
/// The code under which BACI has Taiwan, "other Asia".
const OTHER_ASIA: (&str, &str) = ("S19", "TWN");

/// How many lines each table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Built {
    /// Countries in all series of output.
    pub production: usize,
    /// Pairs in all series of trade.
    pub trade: usize,
}

/// Builds `production.csv.gz` and `trade.csv.gz` in `out` from the published files in `raw`.
///
/// # Errors
/// [`Error`] if a file is missing, or has another layout than its publisher gave it.
pub fn build(raw: &Path, out: &Path) -> Result<Built, Error> {
    let (made, production) = production(raw)?;
    let (traded, trade) = trade(raw)?;
    for (name, text) in [("production.csv.gz", made), ("trade.csv.gz", traded)] {
        let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
        let unwritten = |e: std::io::Error| Error::File {
            path: out.join(name).display().to_string(),
            reason: e.to_string(),
        };
        packed.write_all(text.as_bytes()).map_err(unwritten)?;
        write_file(&out.join(name), &packed.finish().map_err(unwritten)?).map_err(unwritten)?;
    }
    Ok(Built { production, trade })
}

fn bytes(raw: &Path, file: &str) -> Result<Vec<u8>, Error> {
    std::fs::read(raw.join(file))
        .map_err(|e| Error::File { path: raw.join(file).display().to_string(), reason: e.to_string() })
}

type Made = BTreeMap<String, BTreeMap<String, BTreeMap<i32, f64>>>;

fn production(raw: &Path) -> Result<(String, usize), Error> {
    let mut made = Made::new();
    let mut files: BTreeMap<String, Vec<bgs::Row>> = BTreeMap::new();
    for (file, table, title) in titles::bgs() {
        if !files.contains_key(&file) {
            let rows = bgs::read(&bytes(raw, &format!("bgs-wms/{file}"))?, &file).rows;
            files.insert(file.clone(), rows);
        }
        for row in files[&file].iter().filter(|row| row.table == table) {
            if let (Some(country), Token::Number(tonnes)) = (row.place.area.country(), &row.quantity) {
                add(&mut made, &title.key, country.as_str(), row.year, *tonnes);
            }
        }
    }
    let names = titles::wmd();
    for row in wmd::read(&bytes(raw, WMD)?, WMD).rows {
        let factor = match row.unit.as_str() {
            "metr. t" => 1.0,
            "kg" => 1e-3,
            _ => continue,
        };
        if let (Some(title), Some(country), Token::Number(amount)) =
            (names.get(&row.mineral), row.place.area.country(), &row.quantity)
        {
            add(&mut made, &title.key, country.as_str(), row.year, amount * factor);
        }
    }
    let mut text = "series,country,tonnes\n".to_owned();
    let mut lines = 0;
    for (series, countries) in &made {
        for (country, years) in countries {
            let years: Vec<String> = years
                .iter()
                .filter(|(_, tonnes)| **tonnes > 0.0)
                .map(|(year, tonnes)| format!("{year} {}", digits(*tonnes)))
                .collect();
            if !years.is_empty() {
                let _ = writeln!(text, "{series},{country},{}", years.join(";"));
                lines += 1;
            }
        }
    }
    Ok((text, lines))
}

fn add(made: &mut Made, series: &str, country: &str, year: i32, tonnes: f64) {
    let countries = made.entry(series.to_owned()).or_default();
    *countries.entry(country.to_owned()).or_default().entry(year).or_default() += tonnes;
}

/// Mass, where one is known, and value.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    tonnes: Option<f64>,
    kusd: f64,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.kusd += other.kusd;
        if let Some(tonnes) = other.tonnes {
            *self.tonnes.get_or_insert(0.0) += tonnes;
        }
    }
}

/// By series and importer, then by year, then by exporter.
type Traded = BTreeMap<(String, String), BTreeMap<i32, BTreeMap<String, Sum>>>;

fn trade(raw: &Path) -> Result<(String, usize), Error> {
    let titles = titles::trade();
    let content =
        |e: parquet::errors::ParquetError| Error::Content { table: BACI.to_owned(), reason: e.to_string() };
    let opened = File::open(raw.join(BACI))
        .map_err(|e| Error::File { path: raw.join(BACI).display().to_string(), reason: e.to_string() })?;
    let reader = SerializedFileReader::new(opened).map_err(content)?;
    let mut traded = Traded::new();
    for record in reader.get_row_iter(None).map_err(content)? {
        let record = record.map_err(content)?;
        let Some(title) = titles.get(word(&record, "hs6")) else { continue };
        let party = |column| match word(&record, column) {
            code if code == OTHER_ASIA.0 => OTHER_ASIA.1.to_owned(),
            code => code.to_owned(),
        };
        let (exporter, importer) = (party("exporter"), party("importer"));
        let Some(year) = number(&record, "year") else { continue };
        let sum = Sum {
            tonnes: number(&record, "tonnes").filter(|tonnes| tonnes.is_finite()),
            kusd: number(&record, "value_kusd").unwrap_or(0.0),
        };
        // Years are whole and small.
        #[expect(clippy::cast_possible_truncation, reason = "a year of the file")]
        let years = traded.entry((title.key.clone(), importer)).or_default().entry(year as i32).or_default();
        years.entry(exporter).or_default().add(sum);
    }
    let bought = |years: &BTreeMap<i32, BTreeMap<String, Sum>>| -> f64 {
        years.values().flat_map(BTreeMap::values).map(|sum| sum.kusd).sum()
    };
    let mut world: BTreeMap<String, f64> = BTreeMap::new();
    for ((series, _), years) in &traded {
        *world.entry(series.clone()).or_default() += bought(years);
    }
    traded.retain(|(series, _), years| bought(years) >= LITTLE * world[series]);
    let mut text = "series,importer,exporter,tonnes_kusd\n".to_owned();
    let mut lines = 0;
    for ((series, importer), years) in traded {
        let mut pairs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (year, exporters) in years {
            let mut all = Sum::default();
            exporters.values().for_each(|sum| all.add(*sum));
            let mut rest = Sum::default();
            for (exporter, sum) in exporters {
                let by_mass = sum.tonnes.unwrap_or(0.0) >= SMALL * all.tonnes.unwrap_or(f64::INFINITY);
                if by_mass || sum.kusd >= SMALL * all.kusd {
                    pairs.entry(exporter).or_default().push(shown(year, sum));
                } else {
                    rest.add(sum);
                }
            }
            if rest.kusd > 0.0 {
                pairs.entry(REST.to_owned()).or_default().push(shown(year, rest));
            }
        }
        for (exporter, years) in pairs {
            let _ = writeln!(text, "{series},{importer},{exporter},{}", years.join(";"));
            lines += 1;
        }
    }
    Ok((text, lines))
}

fn shown(year: i32, sum: Sum) -> String {
    format!("{year} {} {}", sum.tonnes.map(digits).unwrap_or_default(), digits(sum.kusd))
}

/// A number to three digits, as short as it goes.
fn digits(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let magnitude = libm::floor(libm::log10(number.abs()));
    let places = 2.0 - magnitude;
    if places <= 0.0 {
        let step = libm::pow(10.0, -places);
        return format!("{}", libm::round(number / step) * step);
    }
    let text = format!("{:.*}", (places as usize).min(9), number);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text.is_empty() { "0".to_owned() } else { text.to_owned() }
}

fn field<'r>(record: &'r Row, column: &str) -> Option<&'r Field> {
    record.get_column_iter().find(|(name, _)| *name == column).map(|(_, field)| field)
}

fn word<'r>(record: &'r Row, column: &str) -> &'r str {
    if let Some(Field::Str(text)) = field(record, column) { text } else { "" }
}

fn number(record: &Row, column: &str) -> Option<f64> {
    match field(record, column)? {
        Field::Short(value) => Some(f64::from(*value)),
        Field::Int(value) => Some(f64::from(*value)),
        Field::Float(value) => Some(f64::from(*value)),
        Field::Double(value) => Some(*value),
        _ => None,
    }
}

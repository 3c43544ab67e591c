//! CEPII BACI as held here: two complete slices of the baseline year, one a revision of the Harmonized System.

use super::error::Error;
use super::output::YEAR;
use super::places::Places;
use super::table::file_error;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row as Record};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

/// The slices: name in our rules, file, column of the mass.
const SLICES: [(&str, &str, &str); 2] = [
    ("baci", "baci/baci_complete_2022_2024.parquet", "qty_t"),
    ("baci_hs92", "history/baci-hs92/baci_hs92_1995_2024.parquet", "tonnes"),
];

/// The code under which BACI has Taiwan, "other Asia".
const OTHER_ASIA: (&str, &str) = ("S19", "TWN");

/// One flow of the baseline year.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Which slice.
    pub(super) slice: &'static str,
    /// Code of the Harmonized System.
    pub(super) code: String,
    /// Exporter.
    pub(super) exporter: String,
    /// Importer.
    pub(super) importer: String,
    /// USD.
    pub(super) value: f64,
    /// Gross tonnes.
    pub(super) tonnes: f64,
    /// Whether the mass was blank and is value over unit value.
    pub(super) filled: bool,
}

/// Rows of both slices under some codes, each once, with blank masses filled from unit values.
pub(super) fn rows(
    raw: &Path,
    places: &Places,
    covers: impl Fn(&str, &str) -> bool,
) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    for (slice, file, mass) in SLICES {
        let mut found = slice_rows(raw, places, (slice, file, mass), |code| covers(slice, code))?;
        fill(&mut found);
        rows.extend(found.into_iter().map(|(row, _)| row));
    }
    Ok(rows)
}

type Found = Vec<(Row, Option<f64>)>;

fn slice_rows(
    raw: &Path,
    places: &Places,
    (slice, file, mass): (&'static str, &str, &str),
    covers: impl Fn(&str) -> bool,
) -> Result<Found, Error> {
    let content =
        |e: parquet::errors::ParquetError| Error::Content { table: file.to_owned(), reason: e.to_string() };
    let opened = File::open(raw.join(file)).map_err(|e| file_error(raw, file, &e))?;
    let reader = SerializedFileReader::new(opened).map_err(content)?;
    let (mut rows, mut seen) = (Vec::new(), BTreeSet::new());
    for record in reader.get_row_iter(None).map_err(content)? {
        let record = record.map_err(content)?;
        if number(&record, "year") != Some(f64::from(YEAR)) {
            continue;
        }
        let code = text(&record, "hs6");
        let party = |column| match text(&record, column) {
            code if code == OTHER_ASIA.0 => OTHER_ASIA.1,
            code => code,
        };
        let (exporter, importer) = (party("exporter"), party("importer"));
        let known = places.has(exporter) && places.has(importer) && exporter != importer;
        let key = (code.to_owned(), exporter.to_owned(), importer.to_owned());
        if !known || !covers(code) || !seen.insert(key.clone()) {
            continue;
        }
        let value = number(&record, "value_kusd").unwrap_or(0.0) * 1000.0;
        let tonnes = number(&record, mass).filter(|t| t.is_finite());
        let (code, exporter, importer) = key;
        let filled = tonnes.is_none();
        let row = Row { slice, code, exporter, importer, value, tonnes: tonnes.unwrap_or(0.0), filled };
        rows.push((row, tonnes));
    }
    Ok(rows)
}

fn field<'r>(record: &'r Record, column: &str) -> Option<&'r Field> {
    record.get_column_iter().find(|(name, _)| *name == column).map(|(_, field)| field)
}

fn text<'r>(record: &'r Record, column: &str) -> &'r str {
    if let Some(Field::Str(text)) = field(record, column) { text } else { "" }
}

fn number(record: &Record, column: &str) -> Option<f64> {
    match field(record, column)? {
        Field::Short(value) => Some(f64::from(*value)),
        Field::Int(value) => Some(f64::from(*value)),
        Field::Float(value) => Some(f64::from(*value)),
        Field::Double(value) => Some(*value),
        _ => None,
    }
}

/// Blank masses: value over the unit value of the exporter, else of the code.
fn fill(rows: &mut Found) {
    let mut sums: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for (row, tonnes) in rows.iter() {
        if let Some(tonnes) = tonnes {
            for key in [row.code.clone(), format!("{} {}", row.code, row.exporter)] {
                let sum = sums.entry(key).or_default();
                *sum = (sum.0 + row.value, sum.1 + tonnes);
            }
        }
    }
    let unit = |key: &str| sums.get(key).filter(|(v, t)| *v > 0.0 && *t > 0.0).map(|(v, t)| v / t);
    for (row, _) in rows.iter_mut().filter(|(row, _)| row.filled) {
        let price = unit(&format!("{} {}", row.code, row.exporter)).or_else(|| unit(&row.code));
        row.tonnes = price.map_or(0.0, |p| row.value / p);
    }
}

//! Sheets: tables of the baseline before they are written.

use super::error::Error;
use super::number::six;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The year that the baseline describes.
pub const YEAR: i32 = 2024;

/// What was built: rows by table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Number of data rows by file name.
    pub rows: BTreeMap<String, usize>,
}

/// The common last columns of every data table.
pub(super) const TAIL: [&str; 10] = [
    "year",
    "value",
    "low",
    "high",
    "unit",
    "published_value",
    "published_unit",
    "quality",
    "source",
    "note",
];

/// A table of the baseline.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// File name.
    pub(super) file: &'static str,
    /// Column names.
    pub(super) header: Vec<String>,
    /// Rows.
    pub(super) rows: Vec<Vec<String>>,
}

impl Sheet {
    /// A data table: its own columns and the common last ones, in order of its rows' text.
    pub(super) fn data(file: &'static str, own: &[&str], mut rows: Vec<Vec<String>>) -> Self {
        rows.sort();
        let header = own.iter().chain(TAIL.iter()).map(|c| (*c).to_owned()).collect();
        Self { file, header, rows }
    }
}

/// The number of a row with all that must be said about it.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// Year that it describes.
    pub(super) year: i32,
    /// Central value in the unit of the table.
    pub(super) value: f64,
    /// Range, where the row has its own.
    pub(super) range: Option<(f64, f64)>,
    /// Unit of the table.
    pub(super) unit: &'static str,
    /// As published: value and unit.
    pub(super) published: (String, String),
    /// observed, estimated, assumed or unverified.
    pub(super) quality: String,
    /// Key of the source.
    pub(super) source: String,
    /// What was done, in words.
    pub(super) note: String,
}

impl Fact {
    /// A fact of the baseline year without range.
    pub(super) fn new(value: f64, unit: &'static str, quality: &str, source: &str, note: &str) -> Self {
        Self {
            year: YEAR,
            value,
            range: None,
            unit,
            published: (String::new(), String::new()),
            quality: quality.to_owned(),
            source: source.to_owned(),
            note: note.to_owned(),
        }
    }

    /// The same with value and unit as published.
    pub(super) fn published(mut self, value: &str, unit: &str) -> Self {
        self.published = (value.to_owned(), unit.to_owned());
        self
    }

    /// The same with a range.
    pub(super) fn between(mut self, low: f64, high: f64) -> Self {
        self.range = Some((low.min(self.value), high.max(self.value)));
        self
    }

    /// The same for another year.
    pub(super) const fn in_year(mut self, year: i32) -> Self {
        self.year = year;
        self
    }

    /// The row: its own cells and the common last ones.
    pub(super) fn row(&self, own: &[&str]) -> Vec<String> {
        let (low, high) = self.range.map_or((String::new(), String::new()), |(l, h)| (six(l), six(h)));
        let tail = [
            self.year.to_string(),
            six(self.value),
            low,
            high,
            self.unit.to_owned(),
            self.published.0.clone(),
            self.published.1.clone(),
            self.quality.clone(),
            self.source.clone(),
            self.note.clone(),
        ];
        own.iter().map(|c| (*c).to_owned()).chain(tail).collect()
    }
}

/// Writes the sheets into a folder, with the file that names the dataset.
pub(super) fn write_sheets(out: &Path, sheets: &[Sheet]) -> Result<Summary, Error> {
    let fail = |path: &Path, reason: String| Error::File { path: path.display().to_string(), reason };
    fs::create_dir_all(out).map_err(|e| fail(out, e.to_string()))?;
    let mut rows = BTreeMap::new();
    for sheet in sheets {
        let path = out.join(sheet.file);
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        writer.write_record(&sheet.header).map_err(|e| fail(&path, e.to_string()))?;
        for row in &sheet.rows {
            writer.write_record(row).map_err(|e| fail(&path, e.to_string()))?;
        }
        let bytes = writer.into_inner().map_err(|e| fail(&path, e.to_string()))?;
        fs::write(&path, bytes).map_err(|e| fail(&path, e.to_string()))?;
        rows.insert(sheet.file.to_owned(), sheet.rows.len());
    }
    let path = out.join("dataset.toml");
    let tables: String = rows.keys().map(|file: &String| format!("    \"{file}\",\n")).collect();
    let text = format!(
        "name = \"monazite baseline\"\nversion = \"{YEAR}.1\"\nyear = {YEAR}\ntables = [\n{tables}]\n"
    );
    fs::write(&path, text).map_err(|e| fail(&path, e.to_string()))?;
    Ok(Summary { rows })
}

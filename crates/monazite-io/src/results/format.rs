//! The formats in which a sheet is written.

use super::sheet::Sheet;
use super::{csv, json, parquet, terminal};
use std::io::{self, Write};

/// How a sheet is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For reading on a terminal: blank columns left out, numbers rounded to four digits.
    Table,
    /// For spreadsheets, pandas, Polars and R: full precision, no cell that a spreadsheet would run.
    Csv,
    /// An array of objects.
    Json,
    /// For large results.
    Parquet,
}

impl Format {
    /// The ending of a file in this format.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Parquet => "parquet",
        }
    }
}

/// Writes a sheet.
///
/// # Errors
/// What the writer reports.
pub fn write(sheet: &Sheet, format: Format, to: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Table => terminal::write(sheet, to),
        Format::Csv => csv::write(sheet, to),
        Format::Json => json::write(sheet, to),
        Format::Parquet => parquet::write(sheet, to),
    }
}

/// A sheet as bytes.
///
/// # Errors
/// As [`write()`].
pub fn bytes(sheet: &Sheet, format: Format) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(sheet, format, &mut bytes)?;
    Ok(bytes)
}

//! Plain tables: a header and rows of text, from our own tables and from published files.

use super::error::Error;
use crate::import::Imported;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::collections::BTreeMap;
use std::path::Path;

/// A table of text.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// File name, for messages.
    name: String,
    /// Column positions by name.
    columns: BTreeMap<String, usize>,
    /// Rows in file order.
    rows: Vec<csv::StringRecord>,
}

/// One row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    table: &'a Table,
    row: &'a csv::StringRecord,
}

impl Table {
    /// A table from text in our own layout.
    pub(super) fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let content = |e: csv::Error| Error::Content { table: name.to_owned(), reason: e.to_string() };
        let header = reader.headers().map_err(content)?.clone();
        let columns = header.iter().enumerate().map(|(i, c)| (c.trim().to_owned(), i)).collect();
        let rows = reader.records().collect::<Result<_, _>>().map_err(content)?;
        Ok(Self { name: name.to_owned(), columns, rows })
    }

    /// A published table in UTF-8.
    pub(super) fn read(raw: &Path, file: &str) -> Result<Self, Error> {
        Self::read_as(raw, file, UTF_8)
    }

    /// A published table in Windows-1252.
    pub(super) fn read_cp1252(raw: &Path, file: &str) -> Result<Self, Error> {
        Self::read_as(raw, file, WINDOWS_1252)
    }

    /// A published table in an encoding.
    fn read_as(raw: &Path, file: &str, encoding: &'static Encoding) -> Result<Self, Error> {
        let bytes = bytes(raw, file)?;
        let (text, _, _) = encoding.decode(&bytes);
        Self::parse(file, &text)
    }

    /// The rows.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.rows.iter().map(move |row| Line { table: self, row })
    }

    /// Names of the columns in file order.
    pub(super) fn header(&self) -> Vec<&str> {
        let mut names: Vec<(usize, &str)> = self.columns.iter().map(|(n, i)| (*i, n.as_str())).collect();
        names.sort_unstable();
        names.into_iter().map(|(_, n)| n).collect()
    }
}

impl<'a> Line<'a> {
    /// The text of a column without surrounding blanks; empty where the table has no such column.
    pub(super) fn text(self, column: &str) -> &'a str {
        self.table.columns.get(column).and_then(|i| self.row.get(*i)).unwrap_or("").trim()
    }

    /// The number of a column, `None` where blank or not a number.
    pub(super) fn number(self, column: &str) -> Option<f64> {
        super::number::parse(self.text(column))
    }

    /// The number of a column that must be there.
    pub(super) fn need(self, column: &str) -> Result<f64, Error> {
        self.number(column).ok_or_else(|| Error::Content {
            table: self.table.name.clone(),
            reason: format!("column {column} of {:?} is not a number", self.row),
        })
    }

    /// The parts of a column separated by `|`.
    pub(super) fn list(self, column: &str) -> Vec<String> {
        self.text(column).split('|').filter(|p| !p.is_empty()).map(str::to_owned).collect()
    }

    /// All cells in file order.
    pub(super) fn cells(self) -> Vec<String> {
        self.row.iter().map(str::to_owned).collect()
    }
}

/// The rows that an importer finds in a published file; it must find some.
pub(super) fn imported<T>(
    raw: &Path,
    file: &str,
    read: impl FnOnce(&[u8], &str) -> Imported<T>,
) -> Result<Vec<T>, Error> {
    let imported = read(&bytes(raw, file)?, file);
    if imported.rows.is_empty() {
        let reason = format!("no rows\n{}", imported.diagnostics);
        return Err(Error::Content { table: file.to_owned(), reason });
    }
    Ok(imported.rows)
}

/// The bytes of a published file.
fn bytes(raw: &Path, file: &str) -> Result<Vec<u8>, Error> {
    std::fs::read(raw.join(file)).map_err(|e| file_error(raw, file, &e))
}

/// The error of a file that cannot be read.
pub(super) fn file_error(raw: &Path, file: &str, error: &std::io::Error) -> Error {
    Error::File { path: raw.join(file).display().to_string(), reason: error.to_string() }
}

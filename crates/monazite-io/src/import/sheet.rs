//! From bytes to cells: compression, encoding, header, ragged rows. Knows nothing of any format.

use super::report::{Imported, Report};
use crate::nearest::nearest;
use csv::StringRecord;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;
use std::io::Read;

/// The most that a compressed file may unfold to, in bytes.
const UNFOLDED: u64 = 4 << 30;

/// A table with a header, every row as long as the header.
pub(super) struct Sheet {
    header: Vec<String>,
    rows: Vec<(u32, StringRecord)>,
}

/// A place in the rows of a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column(usize);

/// One row: its line in the file and its cells.
pub(super) struct Row<'a> {
    /// Line in the file; the header is line 1.
    pub(super) line: u32,
    cells: &'a StringRecord,
}

impl Row<'_> {
    /// The cell of a column.
    pub(super) fn cell(&self, column: Column) -> &str {
        self.cells.get(column.0).unwrap_or("")
    }

    /// The cell of a column that the file may lack.
    pub(super) fn optional(&self, column: Option<Column>) -> &str {
        column.map_or("", |column| self.cell(column))
    }

    /// The year in a column; the row is left out, and told, if there is none.
    pub(super) fn year(&self, column: Column, name: &str, report: &mut Report) -> Option<i32> {
        let found = super::cell::year(self.cell(column));
        if found.is_none() {
            let problem = report.error("no year").at(self.line).cell(name, self.cell(column));
            report.reject(problem.allowed("a year such as 2024"));
        }
        found
    }
}

/// What a reader of rows finds in a comma-separated file.
pub(super) fn imported<T>(
    bytes: &[u8],
    legacy: Option<&'static Encoding>,
    file: &str,
    rows: impl FnOnce(&Sheet, &mut Report) -> Option<Vec<T>>,
) -> Imported<T> {
    let mut report = Report::new(file);
    let rows = Sheet::read(bytes, legacy, &mut report).and_then(|sheet| rows(&sheet, &mut report));
    report.imported(rows.unwrap_or_default())
}

impl Sheet {
    /// Splits a comma-separated file into cells; what cannot be read is told and counted.
    ///
    /// `None` if there is no header.
    pub(super) fn read(bytes: &[u8], legacy: Option<&'static Encoding>, report: &mut Report) -> Option<Self> {
        let bytes = unfold(bytes, report);
        let text = decode(&bytes, legacy, report);
        Self::parse(&text, report)
    }

    /// Splits a text into cells.
    fn parse(text: &str, report: &mut Report) -> Option<Self> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut records = reader.records();
        let header = match records.next() {
            Some(Ok(record)) if record.iter().any(|cell| !cell.trim().is_empty()) => record,
            _ => {
                report.tell(report.error("the file has no header"));
                return None;
            }
        };
        let mut rows = Vec::with_capacity(text.len() / 128);
        for record in records {
            match record {
                Ok(record) if record.len() == header.len() => rows.push((line_of(&record), record)),
                Ok(record) if record.iter().all(str::is_empty) => report.skip("blank row"),
                Ok(record) => report.reject(
                    report
                        .error("the row is not as long as the header")
                        .at(line_of(&record))
                        .cell("", &format!("{} cells", record.len()))
                        .allowed(format!("{} cells", header.len())),
                ),
                Err(error) => report.reject(report.error(format!("the row cannot be read: {error}"))),
            }
        }
        Some(Self { header: header.iter().map(super::cell::tidy).collect(), rows })
    }

    /// The column of a name, spelled as in the file but for white space.
    pub(super) fn optional(&self, name: &str) -> Option<Column> {
        self.header.iter().position(|seen| seen == name).map(Column)
    }

    /// The column of a name; told if it is missing.
    pub(super) fn column(&self, name: &str, report: &mut Report) -> Option<Column> {
        let found = self.optional(name);
        if found.is_none() {
            let near = nearest(name, self.header.iter().map(String::as_str));
            let hint = near.map_or_else(
                || "is this the file that the importer expects?".to_owned(),
                |near| format!("the nearest column is `{near}`"),
            );
            report.tell(report.error("a column is missing").at(1).cell(name, "").hint(hint));
        }
        found
    }

    /// All columns of names, told together if any is missing.
    pub(super) fn columns<const N: usize>(
        &self,
        names: [&str; N],
        report: &mut Report,
    ) -> Option<[Column; N]> {
        let found = names.map(|name| self.column(name, report));
        let mut columns = [Column(0); N];
        for (slot, column) in columns.iter_mut().zip(found) {
            *slot = column?;
        }
        Some(columns)
    }

    /// Names and places of all columns.
    pub(super) fn header(&self) -> impl Iterator<Item = (Column, &str)> {
        self.header.iter().enumerate().map(|(at, name)| (Column(at), name.as_str()))
    }

    /// All rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { line: *line, cells })
    }
}

/// The line at which a record begins.
fn line_of(record: &StringRecord) -> u32 {
    record.position().map_or(0, |at| u32::try_from(at.line()).unwrap_or(u32::MAX))
}

/// The bytes themselves, or what a gzip file unfolds to.
pub(super) fn unfold<'a>(bytes: &'a [u8], report: &mut Report) -> Cow<'a, [u8]> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::new();
    if let Err(error) = flate2::read::MultiGzDecoder::new(bytes).take(UNFOLDED).read_to_end(&mut out) {
        report.tell(report.error(format!("the gzip file is broken: {error}")).hint("fetch the file again"));
    }
    Cow::Owned(out)
}

/// Text of the file: UTF-8 where it is valid (a byte-order mark is dropped), else the encoding of the publisher.
///
/// A publisher who writes UTF-8 (`legacy` is `None`) has sent bytes of an old encoding: told, read as Windows-1252.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    legacy: Option<&'static Encoding>,
    report: &mut Report,
) -> Cow<'a, str> {
    let encoding = match (std::str::from_utf8(bytes), legacy) {
        (Ok(_), _) => UTF_8,
        (Err(_), Some(legacy)) => legacy,
        (Err(_), None) => {
            report.tell(report.warning("the file is not UTF-8 and is read as Windows-1252"));
            WINDOWS_1252
        }
    };
    let (text, used, broken) = encoding.decode(bytes);
    if broken {
        report.tell(report.warning(format!("some bytes are not {} and became U+FFFD", used.name())));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ragged_row_is_counted_not_dropped() {
        let mut report = Report::new("x.csv");
        let sheet = Sheet::read(b"\xef\xbb\xbfa,b\n1,2\n3\n\"4\n4\",5\n", None, &mut report).unwrap();
        let a = sheet.column("a", &mut report).unwrap();
        let seen: Vec<_> = sheet.rows().map(|row| (row.line, row.cell(a).to_owned())).collect();
        assert_eq!(seen, [(2, "1".to_owned()), (4, "4\n4".to_owned())]);
        assert!(sheet.column("c", &mut report).is_none());
        let imported = report.imported(Vec::<()>::new());
        assert_eq!(imported.skipped_total(), 1);
        assert_eq!(imported.diagnostics.errors(), 2);
    }

    #[test]
    fn empty_and_broken_files_are_told() {
        for bytes in [&b""[..], b"\n\n", b"\x1f\x8b\x08garbage"] {
            let mut report = Report::new("x.csv");
            assert!(Sheet::read(bytes, None, &mut report).is_none());
            assert!(report.imported(Vec::<()>::new()).diagnostics.errors() > 0);
        }
    }
}

//! From bytes to cells: compression, encoding, header, ragged rows. Knows nothing of any format.

use super::cell::Token;
use super::known::importer;
use super::report::{Imported, Report};
use crate::nearest::nearest;
use crate::sniff;
use crate::unpack::unpack;
use csv::StringRecord;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;
use std::collections::BTreeSet;

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

    /// The figure in a column; a text that is none is told, and stays as text.
    pub(super) fn figure(&self, column: Column, name: &str, report: &mut Report) -> Token {
        let token = Token::parse(self.cell(column));
        if let Token::Words(words) = &token {
            let problem = report.warning("not a number").at(self.line).cell(name, words);
            report.tell(problem.hint("it is kept as text and counts for nothing"));
        }
        token
    }

    /// The year in a column; the row is left out, and told, if there is none.
    pub(super) fn year(&self, column: Column, name: &str, report: &mut Report) -> Option<i32> {
        let found = super::cell::year(self.cell(column));
        if found.is_none() {
            let problem = report.error("no year").at(self.line).cell(name, self.cell(column));
            report.reject(
                problem
                    .allowed("a year such as 2024")
                    .hint("the row is left out; a range of years is no year"),
            );
        }
        found
    }
}

/// What a reader of rows finds in a table.
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

/// How many lines may stand above a header.
const PREAMBLE: usize = 50;

impl Sheet {
    /// Splits a table into cells; what cannot be read is told and counted.
    ///
    /// `None` if there is no header.
    pub(super) fn read(bytes: &[u8], legacy: Option<&'static Encoding>, report: &mut Report) -> Option<Self> {
        Self::below(bytes, legacy, "", report)
    }

    /// As [`Sheet::read`]; the header is the first row with a cell of some name, lines about the file above it.
    pub(super) fn below(
        bytes: &[u8],
        legacy: Option<&'static Encoding>,
        name: &str,
        report: &mut Report,
    ) -> Option<Self> {
        let bytes = opened(bytes, false, report)?;
        let text = decode(&bytes, legacy, report);
        Self::parse(&text, name, report)
    }

    /// Splits a text into cells.
    fn parse(text: &str, name: &str, report: &mut Report) -> Option<Self> {
        let delimiter = sniff::delimiter(text.as_bytes());
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut records = reader.records().peekable();
        let is_blank = |record: &StringRecord| record.iter().all(|cell| cell.trim().is_empty());
        let mut above: Vec<StringRecord> = Vec::new();
        let is_header = |record: &StringRecord| match name {
            "" => !is_blank(record),
            name => record.iter().any(|cell| clean(cell) == name),
        };
        while let Some(Ok(record)) = records.next_if(|_| above.len() < PREAMBLE) {
            let found = is_header(&record);
            above.push(record);
            if found {
                break;
            }
        }
        let found =
            above.iter().position(is_header).or_else(|| above.iter().position(|record| !is_blank(record)));
        let Some(header_at) = found else {
            report.tell(report.error("the file has no header").hint("fetch the file again"));
            return None;
        };
        let header = above.remove(header_at);
        let mut rows = Vec::with_capacity(text.len() / 128);
        let mut below_blank = false;
        for record in above.into_iter().skip(header_at).map(Ok).chain(records) {
            match record {
                Ok(record) if is_blank(&record) => {
                    below_blank = true;
                    report.skip("blank row");
                }
                Ok(record)
                    if record.iter().skip(1).all(|cell| cell.trim().is_empty())
                        && (below_blank || blank_above(&record, text) > 0) =>
                {
                    report.skip("a note below the table");
                }
                Ok(record) if record.len() == header.len() => rows.push((line_of(&record, text), record)),
                Ok(record) => report.reject(
                    report
                        .error("the row is not as long as the header")
                        .at(line_of(&record, text))
                        .cell("", &format!("{} cells", record.len()))
                        .allowed(format!("{} cells", header.len()))
                        .hint("quote cells that hold the delimiter or a decimal comma; give the file as published"),
                ),
                Err(error) => report.reject(report.error(format!("the row cannot be read: {error}"))),
            }
        }
        if rows.is_empty() {
            let problem = report.warning("no row below the header").at(line_of(&header, text));
            report.tell(
                problem.hint("the table is empty: was the query too narrow, or the download cut short?"),
            );
        }
        let mut sheet = Self { header: header.iter().map(clean).collect(), rows };
        sheet.tell_repeated(line_of(&header, text), report);
        if delimiter == b';' {
            sheet.decimal_commas(report)?;
        }
        Some(sheet)
    }

    /// Turns decimal commas into points in a table with semicolons, where it shows that it has them.
    ///
    /// `1,234` alone may be both a thousand and a little more than one: then the table is refused.
    fn decimal_commas(&mut self, report: &mut Report) -> Option<()> {
        let cells =
            || self.rows.iter().flat_map(|(line, row)| row.iter().map(move |cell| (*line, cell.trim())));
        let odd = cells().filter(|(_, cell)| is_number_with_comma(cell));
        let (mut decimal, mut either) = (false, None);
        for (line, cell) in odd {
            match super::cell::number(cell) {
                None => decimal = true,
                Some(_) => either = either.or(Some((line, cell.to_owned()))),
            }
        }
        if decimal {
            for (_, row) in &mut self.rows {
                *row = row
                    .iter()
                    .map(|cell| {
                        let number = is_number_with_comma(cell.trim());
                        if number { cell.replace('.', "").replace(',', ".") } else { cell.to_owned() }
                    })
                    .collect();
            }
        } else if let Some((line, cell)) = either {
            let problem = report.error("a comma in numbers of a table with semicolons can mean two things");
            let hint = "save the table comma-separated, with decimal points and without thousands separators";
            report.tell(problem.at(line).cell("", &cell).hint(hint));
            return None;
        }
        Some(())
    }

    /// The column of a name, spelled as in the file but for white space.
    pub(super) fn optional(&self, name: &str) -> Option<Column> {
        self.header.iter().position(|seen| seen == name).map(Column)
    }

    /// The column of a name in capitals or not: as in the file if one is spelled so, else the only one in another case.
    pub(super) fn any_case(&self, name: &str) -> Option<Column> {
        self.optional(name).or_else(|| {
            let mut alike = (0..self.header.len()).filter(|&at| self.header[at].eq_ignore_ascii_case(name));
            let found = alike.next()?;
            alike.next().is_none().then_some(Column(found))
        })
    }

    /// The first column that has one of some names, in capitals or not, with that name.
    pub(super) fn first(&self, names: &[&'static str]) -> Option<(Column, &'static str)> {
        names.iter().find_map(|name| self.any_case(name).map(|column| (column, *name)))
    }

    /// Tells names that more than one column has.
    fn tell_repeated(&self, line: u32, report: &mut Report) {
        let mut seen = BTreeSet::new();
        for name in self.header.iter().filter(|name| !name.is_empty() && !seen.insert(name.as_str())) {
            let problem =
                report.warning("two columns have one name; only the first is sure to be read").at(line);
            report.tell(problem.cell(name, "").hint("remove one of them, or give each its own name"));
        }
    }

    /// What to do about a column that is missing.
    fn advice(&self, names: &[&str]) -> String {
        let near = names.iter().find_map(|name| {
            nearest(name, self.header.iter().map(String::as_str).filter(|seen| seen.len() > 1))
        });
        if let Some(near) = near {
            return format!("the nearest column is `{near}`");
        }
        let seen: Vec<&str> =
            self.header.iter().map(String::as_str).filter(|name| !name.is_empty()).take(8).collect();
        let more = if self.header.len() > seen.len() { ", ..." } else { "" };
        let has = format!("the file has the columns {}{more}", seen.join(", "));
        match importer(&self.header) {
            Some(importer) => format!("{has}: it looks like one for `monazite import {importer}`"),
            None => format!("{has}: rename them, or fetch the file as it is published"),
        }
    }

    /// The first column that has one of some names, with that name; told if there is none.
    pub(super) fn one_of(
        &self,
        names: &[&'static str],
        report: &mut Report,
    ) -> Option<(Column, &'static str)> {
        let found = self.first(names);
        if found.is_none() {
            let problem = report.error("a column is missing").at(1).cell(names.first().unwrap_or(&""), "");
            report.tell(problem.allowed(names.join(", or ")).hint(self.advice(names)));
        }
        found
    }

    /// The column of a name; told if it is missing.
    pub(super) fn column(&self, name: &str, report: &mut Report) -> Option<Column> {
        let found = self.any_case(name);
        if found.is_none() {
            report.tell(report.error("a column is missing").at(1).cell(name, "").hint(self.advice(&[name])));
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

    /// The columns whose name is a year; told if there is none.
    pub(super) fn years(&self, report: &mut Report) -> Option<Vec<(Column, i32)>> {
        let year = |(column, name)| super::cell::year(name).map(|year| (column, year));
        let years: Vec<_> = self.header().filter_map(year).collect();
        if years.is_empty() {
            let problem = report.error("no column of a year").at(1).allowed("2018, 2019, ...");
            report.tell(problem.hint(self.advice(&[])));
            return None;
        }
        Some(years)
    }

    /// All rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { line: *line, cells })
    }
}

/// The line at which a record begins: its position is where the one before ended, blank lines between them included.
fn line_of(record: &StringRecord, text: &str) -> u32 {
    let line = record.position().map_or(0, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
    line.saturating_add(blank_above(record, text))
}

/// How many empty lines stand above a record.
fn blank_above(record: &StringRecord, text: &str) -> u32 {
    let start = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or(0);
    let rest = text.as_bytes().get(start..).unwrap_or_default().iter();
    let ends = rest.take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|&&byte| byte == b'\n');
    u32::try_from(ends.count()).unwrap_or(u32::MAX)
}

/// A cell on one line without a byte order mark.
fn clean(cell: &str) -> String {
    super::cell::tidy(cell.trim_start_matches('\u{feff}'))
}

/// Digits with a comma among them: `1,5`, `1.234,5`, `-12,000`.
fn is_number_with_comma(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['-', '+', '<', '>']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.contains(',')
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
}

/// The bytes of the table in a file; `None`, and told, if the file is something else. `json` tells whether JSON is read.
pub(super) fn opened<'a>(bytes: &'a [u8], json: bool, report: &mut Report) -> Option<Cow<'a, [u8]>> {
    match unpack(bytes, report.file(), json) {
        Ok(unpacked) => {
            for problem in unpacked.told {
                report.tell(problem);
            }
            Some(unpacked.bytes)
        }
        Err(problem) => {
            report.tell(problem);
            None
        }
    }
}

/// Text of the file: UTF-8 where it is valid (a byte-order mark is dropped), else the encoding of the publisher.
///
/// A publisher who writes UTF-8 (`legacy` is `None`) has sent bytes of an old encoding: told, read as Windows-1252.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    legacy: Option<&'static Encoding>,
    report: &mut Report,
) -> Cow<'a, str> {
    let marked = Encoding::for_bom(bytes).is_some();
    let encoding = match (std::str::from_utf8(bytes), legacy) {
        (Ok(_), _) => UTF_8,
        _ if marked => UTF_8,
        (Err(_), Some(legacy)) => legacy,
        (Err(_), None) => {
            let problem = report.warning("the file is not UTF-8 and is read as Windows-1252");
            report
                .tell(problem.hint("look at names with accents; if they are wrong, save the file as UTF-8"));
            WINDOWS_1252
        }
    };
    let (text, used, broken) = encoding.decode(bytes);
    if broken {
        let problem = report.warning(format!("some bytes are not {} and became U+FFFD", used.name()));
        report.tell(
            problem.hint("the file is damaged or of another encoding: fetch it again, or save it as UTF-8"),
        );
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
    fn a_table_in_another_dress_is_the_same_table() {
        let read = |bytes: &[u8]| {
            let mut report = Report::new("x.csv");
            let sheet = Sheet::below(bytes, None, "Name", &mut report).expect("a header");
            let cells = sheet.rows().flat_map(|row| row.cells.iter().map(str::to_owned).collect::<Vec<_>>());
            (
                sheet.header.clone(),
                cells.collect::<Vec<_>>(),
                report.imported(Vec::<()>::new()).diagnostics.errors(),
            )
        };
        let wanted = read(b"Name,2021,2022\nChile,1.5,2000\n");
        assert_eq!(wanted.2, 0);
        for other in [
            "\u{feff}Name,2021,2022\r\nChile,1.5,2000\r\n",
            "Name;2021;2022\nChile;1,5;2000\n",
            "Name\t2021\t2022\nChile\t1.5\t2000\n",
            "Source,about\n\nName,2021,2022\nChile,1.5,2000\n\nA note\n",
            "Name,2021,2022\nChile,1.5,2000\n,,\nA note,,\n",
        ] {
            assert_eq!(read(other.as_bytes()), wanted, "{other}");
        }
        let wide: Vec<u8> = "\u{feff}Name\t2021\t2022\nChile\t1.5\t2000\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&wide), wanted);
    }

    #[test]
    fn a_comma_that_can_mean_two_things_is_refused() {
        let mut report = Report::new("x.csv");
        assert!(Sheet::read(b"Name;2021\nChile;1,234\n", None, &mut report).is_none());
        let mut report = Report::new("x.csv");
        let sheet = Sheet::read(b"Name;2021\nChile;1.234,5\nPeru;1,234\n", None, &mut report).unwrap();
        let cells: Vec<_> = sheet.rows().map(|row| row.cells[1].to_owned()).collect();
        assert_eq!(cells, ["1234.5", "1.234"]);
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

//! From bytes to records: encoding, header, ragged rows. Knows the columns of a table, not their meaning.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::nearest::nearest;
use crate::sniff::{self, Kind};
use crate::spec::Spec;
use csv::StringRecord;
use std::borrow::Cow;

/// The well-formed rows of one file.
pub(crate) struct Records {
    /// Where each column of the spec stands in the file, in the order of [`Spec::columns`].
    pub(crate) positions: Vec<Option<usize>>,
    /// Rows with their line in the file.
    pub(crate) rows: Vec<(u32, StringRecord)>,
}

/// Splits a file into records and reports everything that is wrong with its form.
///
/// `None` if the columns cannot be told: an empty file, or a required column missing.
pub(crate) fn records(spec: &'static Spec, bytes: &[u8], problems: &mut Diagnostics) -> Option<Records> {
    let found = sniff::kind(bytes);
    if !matches!(found, Kind::Text | Kind::Empty) {
        let message = format!("the file is {}, not a table", found.said());
        problems.push(Diagnostic::error(spec.file, message).hint(found.advice()));
        return None;
    }
    let mut text = decode(spec.file, bytes, problems);
    // The reader of CSV counts lines that end in two bytes one too few.
    if text.contains("\r\n") {
        text = Cow::Owned(text.replace("\r\n", "\n"));
    }
    if text.trim().is_empty() {
        problems.push(Diagnostic::error(spec.file, "the file is empty").hint(header_hint(spec)));
        return None;
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut iter = reader.records();
    let header = match iter.next() {
        Some(Ok(header)) => header,
        _ => {
            problems.push(Diagnostic::error(spec.file, "the header cannot be read").hint(header_hint(spec)));
            return None;
        }
    };
    let positions = locate(spec, &header, problems)?;
    let mut rows = Vec::with_capacity(text.len() / 100);
    for record in iter {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, |p| u32::try_from(p.line()).unwrap_or(u32::MAX));
                if record.len() == header.len() {
                    rows.push((line, record));
                } else {
                    problems.push(ragged(spec.file, line, record.len(), header.len()));
                }
            }
            Err(error) => {
                problems.push(
                    Diagnostic::error(spec.file, format!("the row cannot be read: {error}"))
                        .hint("look for a quotation mark that is not closed; save the table as UTF-8"),
                );
                break;
            }
        }
    }
    if rows.is_empty() {
        let message = "the file has a header and no rows";
        problems.push(if spec.required {
            Diagnostic::error(spec.file, message).hint("a dataset needs at least one row here")
        } else {
            Diagnostic::warning(spec.file, message).hint("an optional table may also be left out")
        });
    }
    Some(Records { positions, rows })
}

/// Reads bytes as UTF-8; tolerates a byte order mark; goes on in Windows-1252 after reporting what is not UTF-8,
/// so that the rest of the file is checked too.
fn decode<'a>(file: &str, bytes: &'a [u8], problems: &mut Diagnostics) -> Cow<'a, str> {
    let (bytes, skipped) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => {
            problems.push(
                Diagnostic::warning(file, "the file begins with a byte order mark; it is ignored")
                    .at(1)
                    .hint("save as UTF-8 without BOM"),
            );
            (rest, 3)
        }
        None => (bytes, 0),
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let offset = error.valid_up_to();
            let line = 1 + bytes[..offset].iter().filter(|&&b| b == b'\n').count();
            let byte = bytes.get(offset).copied().unwrap_or_default();
            problems.push(
                Diagnostic::error(
                    file,
                    format!("byte 0x{byte:02X} at offset {} is not UTF-8", offset + skipped),
                )
                .at(u32::try_from(line).unwrap_or(u32::MAX))
                .allowed("UTF-8")
                .hint("the file looks like Latin-1 or Windows-1252: save it as UTF-8"),
            );
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0
        }
    }
}

/// Finds each column of the spec in the header. `None` if a required one is missing.
fn locate(
    spec: &'static Spec,
    header: &StringRecord,
    problems: &mut Diagnostics,
) -> Option<Vec<Option<usize>>> {
    let names: Vec<&str> = header.iter().map(str::trim).collect();
    let expected: Vec<&str> = spec.columns().map(|c| c.name).collect();
    if names.len() == 1 && (names[0].contains(';') || names[0].contains('\t')) {
        problems.push(
            Diagnostic::error(spec.file, "the header is one cell")
                .at(1)
                .cell("", names[0])
                .allowed(expected.join(","))
                .hint("separate cells by commas"),
        );
        return None;
    }
    for (i, name) in names.iter().enumerate() {
        if names[..i].contains(name) {
            let problem = Diagnostic::error(spec.file, "the column appears twice").at(1).cell(name, "");
            problems.push(problem.hint("remove one of the two"));
        } else if !expected.contains(name) {
            let hint = nearest(name, expected.iter().copied()).map_or_else(
                || "remove it, or put it into `note`".to_owned(),
                |n| format!("did you mean `{n}`?"),
            );
            problems.push(
                Diagnostic::warning(spec.file, "unknown column; it is ignored")
                    .at(1)
                    .cell(name, "")
                    .hint(hint),
            );
        }
    }
    let positions: Vec<Option<usize>> =
        expected.iter().map(|column| names.iter().position(|n| n == column)).collect();
    let mut complete = true;
    for (column, position) in spec.columns().zip(&positions) {
        if column.required && position.is_none() {
            complete = false;
            problems.push(
                Diagnostic::error(spec.file, "the column is missing")
                    .at(1)
                    .cell(column.name, "")
                    .allowed(expected.join(","))
                    .hint(format!("add it: {}", column.description)),
            );
        }
    }
    complete.then_some(positions)
}

fn header_hint(spec: &'static Spec) -> String {
    let names: Vec<&str> = spec.columns().map(|c| c.name).collect();
    format!("the first line names the columns: {}", names.join(","))
}

fn ragged(file: &str, line: u32, seen: usize, expected: usize) -> Diagnostic {
    let hint = if seen > expected {
        "put text that contains a comma into double quotes"
    } else {
        "write every comma, also after blank cells"
    };
    Diagnostic::error(file, format!("the row has {seen} cells, the header has {expected}"))
        .at(line)
        .hint(hint)
}

//! From the bytes of a file to the bytes of the table in it: gzip, zip and workbooks are opened, all else is named.

use crate::diagnostic::Diagnostic;
use crate::sniff::{Kind, kind, of_archive};
use calamine::{Data, Range, Reader};
use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most that a compressed file may unfold to, in bytes.
const UNFOLDED: u64 = 4 << 30;
/// How often a container may stand in another: a workbook in a zip in a gzip file.
const NESTED: usize = 3;

/// What stands in a file, and what the reader should know about how it was found.
#[derive(Debug)]
pub(crate) struct Unpacked<'a> {
    /// The bytes of the table, or of JSON.
    pub(crate) bytes: Cow<'a, [u8]>,
    /// Warnings.
    pub(crate) told: Vec<Diagnostic>,
}

/// Opens what a file is packed in; `json` tells whether JSON is read.
///
/// # Errors
/// What the file is instead of a table, and what to do.
pub(crate) fn unpack<'a>(bytes: &'a [u8], file: &str, json: bool) -> Result<Unpacked<'a>, Diagnostic> {
    let mut unpacked = Unpacked { bytes: Cow::Borrowed(bytes), told: Vec::new() };
    for _ in 0..NESTED {
        let found = kind(&unpacked.bytes);
        let next = match found {
            Kind::Text | Kind::Utf16 | Kind::Empty => return Ok(unpacked),
            Kind::Json if json => return Ok(unpacked),
            Kind::Gzip => gunzip(&unpacked.bytes, file)?,
            Kind::Zip => from_zip(&unpacked.bytes, file, json, &mut unpacked.told)?,
            other => return Err(refused(file, other)),
        };
        unpacked.bytes = Cow::Owned(next);
    }
    match kind(&unpacked.bytes) {
        Kind::Gzip | Kind::Zip => Err(refused(file, Kind::Packed("several times"))),
        _ => Ok(unpacked),
    }
}

/// A file that is no table.
fn refused(file: &str, kind: Kind) -> Diagnostic {
    Diagnostic::error(file, format!("the file is {}, not a table", kind.said())).hint(kind.advice())
}

fn gunzip(bytes: &[u8], file: &str) -> Result<Vec<u8>, Diagnostic> {
    let mut out = Vec::new();
    match flate2::read::MultiGzDecoder::new(bytes).take(UNFOLDED + 1).read_to_end(&mut out) {
        Ok(_) if out.len() as u64 > UNFOLDED => Err(too_large(file)),
        Ok(_) => Ok(out),
        Err(error) => Err(Diagnostic::error(file, format!("the gzip file is broken: {error}"))
            .hint("fetch the file again; nothing of it is read, as its end is missing")),
    }
}

fn too_large(file: &str) -> Diagnostic {
    Diagnostic::error(file, "the file unfolds to more than four gigabytes").hint("unpack it and take a part")
}

/// The one table of an archive, or the sheet of a workbook.
fn from_zip(bytes: &[u8], file: &str, json: bool, told: &mut Vec<Diagnostic>) -> Result<Vec<u8>, Diagnostic> {
    let broken = |error: zip::result::ZipError| {
        Diagnostic::error(file, format!("the zip archive is broken: {error}")).hint("fetch the file again")
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    names.sort_unstable();
    match of_archive(names.iter().map(String::as_str)) {
        Kind::Workbook => return from_workbook(bytes, file, told),
        Kind::Zip => {}
        other => return Err(refused(file, other)),
    }
    let tables: Vec<&String> = names.iter().filter(|name| is_table(name, json)).collect();
    let [table] = tables.as_slice() else {
        let inside: Vec<&str> = names.iter().map(String::as_str).take(12).collect();
        let what = if tables.is_empty() { "no table" } else { "several tables" };
        return Err(Diagnostic::error(file, format!("the zip archive holds {what}"))
            .cell("", &inside.join(", "))
            .hint("unpack it and give the tables one by one"));
    };
    let mut out = Vec::new();
    let entry = archive.by_name(table).map_err(broken)?;
    match entry.take(UNFOLDED + 1).read_to_end(&mut out) {
        Ok(_) if out.len() as u64 > UNFOLDED => Err(too_large(file)),
        Ok(_) => Ok(out),
        Err(error) => Err(Diagnostic::error(file, format!("the zip archive is broken: {error}"))
            .hint("fetch the file again")),
    }
}

/// Whether a file in an archive is data: not a description of them, nor what an operating system leaves behind.
fn is_table(name: &str, json: bool) -> bool {
    let base = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    let ends = |end: &str| base.ends_with(end);
    let data = [".csv", ".tsv", ".txt", ".csv.gz", ".xlsx"].into_iter().any(ends) || json && ends(".json");
    let about = ["metadata_", "readme", "license", "licence", ".", "country_codes", "product_codes"];
    data && !about.into_iter().any(|start| base.starts_with(start)) && !name.starts_with("__MACOSX/")
}

/// The first sheet of a workbook that holds something, as CSV.
fn from_workbook(bytes: &[u8], file: &str, told: &mut Vec<Diagnostic>) -> Result<Vec<u8>, Diagnostic> {
    let broken = |error: String| {
        Diagnostic::error(file, format!("the Excel workbook cannot be read: {error}"))
            .hint(Kind::Workbook.advice())
    };
    let mut workbook = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| broken(error.to_string()))?;
    let mut filled = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(|error| broken(error.to_string()))?;
        if range.used_cells().next().is_some() {
            filled.push((name, range));
        }
    }
    let Some((name, range)) = filled.first() else {
        return Err(Diagnostic::error(file, "the Excel workbook is empty").hint("fetch the file again"));
    };
    if filled.len() > 1 {
        let others: Vec<&str> = filled[1..].iter().map(|(name, _)| name.as_str()).collect();
        told.push(
            Diagnostic::warning(file, format!("only the sheet `{name}` of the workbook is read"))
                .cell("", &others.join(", "))
                .hint("save another sheet as CSV to read that one"),
        );
    }
    csv_of(range).map_err(broken)
}

/// A sheet as comma-separated text; lines are those of the sheet.
fn csv_of(range: &Range<Data>) -> Result<Vec<u8>, String> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let above = range.start().map_or(0, |(row, _)| row);
    for _ in 0..above.min(1000) {
        writer.write_record([""]).map_err(|error| error.to_string())?;
    }
    for row in range.rows() {
        writer.write_record(row.iter().map(text_of)).map_err(|error| error.to_string())?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

fn text_of(cell: &Data) -> String {
    match cell {
        Data::Error(_) => "#N/A".to_owned(),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_table_in_any_container_is_the_table() {
        let table = b"a,b\n1,2\n";
        let twice = gzip(&zipped(&[("x.csv", table)]));
        let beside = zipped(&[("x.csv", table), ("Metadata_Country_x.csv", b"z"), ("readme.txt", b"r")]);
        for packed in [table.to_vec(), gzip(table), twice, beside] {
            assert_eq!(&*unpack(&packed, "x", false).unwrap().bytes, table);
        }
    }

    #[test]
    fn what_is_no_table_is_named() {
        for (bytes, said) in [
            (zipped(&[("a.csv", b"1"), ("b.csv", b"2")]), "several tables"),
            (zipped(&[("a.pdf", b"1")]), "no table"),
            (zipped(&[("mimetype", b"x")]), "LibreOffice"),
            (zipped(&[("xl/workbook.xml", b"x")]), "Excel workbook cannot be read"),
            (b"{\"a\": 1}".to_vec(), "JSON"),
            (gzip(b"<html></html>"), "web page"),
            (b"\xd0\xcf\x11\xe0".to_vec(), "xls"),
            (gzip(b"a,b\n")[..20].to_vec(), "gzip file is broken"),
            (b"PK\x03\x04broken".to_vec(), "zip archive is broken"),
            (b"%PDF-1.4".to_vec(), "PDF"),
        ] {
            let told = unpack(&bytes, "x", false).unwrap_err();
            assert!(told.message.contains(said), "{said}: {told}");
            assert!(!told.hint.is_empty());
        }
        assert!(unpack(b"{\"a\": 1}", "x", true).is_ok());
    }
}

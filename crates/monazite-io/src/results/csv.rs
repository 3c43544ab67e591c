//! Sheets as CSV.

use super::sheet::{Cell, Sheet};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes a header and one line a row, LF at line ends.
pub(super) fn write(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(sheet.columns().iter().map(|(name, _)| name)).map_err(into_io)?;
    let mut digits = String::new();
    for row in sheet.rows() {
        for cell in row {
            writer.write_field(text(cell, &mut digits).as_bytes()).map_err(into_io)?;
        }
        writer.write_record(None::<&[u8]>).map_err(into_io)?;
    }
    writer.flush()
}

/// The text of a cell; a number is written into `digits`.
fn text<'a>(cell: &'a Cell, digits: &'a mut String) -> Cow<'a, str> {
    digits.clear();
    // Writing to memory cannot fail.
    let _ = match cell {
        Cell::Text(text) => return guarded(text),
        Cell::Number(number) if number.is_finite() => write!(digits, "{number}"),
        Cell::Number(_) => Ok(()),
        Cell::Integer(number) => write!(digits, "{number}"),
    };
    digits.as_str().into()
}

/// Text that no spreadsheet takes for a formula: an apostrophe goes before = + - @, tab and line break.
fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// The cause itself where it is an input or output error, so that a closed pipe is known as one.
pub(super) fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

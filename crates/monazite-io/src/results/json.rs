//! Sheets as JSON.

use super::sheet::{Cell, Sheet};
use serde_json::{Map, Value};
use std::io::{self, Write};

/// Writes an array of objects, one line a row. A number that is not finite is null.
pub(super) fn write(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    to.write_all(b"[")?;
    for (i, row) in sheet.rows().iter().enumerate() {
        to.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        let object: Map<String, Value> = sheet
            .columns()
            .iter()
            .zip(row)
            .map(|((name, _), cell)| ((*name).to_owned(), value(cell)))
            .collect();
        serde_json::to_writer(&mut *to, &object)?;
    }
    to.write_all(b"\n]\n")
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Number(number) => Value::from(*number),
        Cell::Integer(number) => Value::from(*number),
    }
}

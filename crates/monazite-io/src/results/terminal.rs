//! Sheets for reading on a terminal.

use super::sheet::{Cell, Kind, Sheet};
use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use monazite::number::aligned;
use std::io::{self, Write};

/// Writes a Markdown-like table without the columns that are blank in every row.
pub(super) fn write(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<usize> = (0..sheet.columns().len())
        .filter(|&i| sheet.rows().is_empty() || sheet.rows().iter().any(|row| !row[i].is_blank()))
        .collect();
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(shown.iter().map(|&i| sheet.columns()[i].0));
    let state = sheet.columns().iter().position(|(name, _)| *name == "state");
    for row in sheet.rows() {
        let state = state.map_or_else(String::new, |at| text(&row[at], ""));
        // A range that may be no number says what it may be.
        let state = state.trim_start_matches("may be ");
        table.add_row(shown.iter().map(|&i| text(&row[i], if state.is_empty() { "never" } else { state })));
    }
    for (position, &i) in shown.iter().enumerate() {
        let column = table.column_mut(position).filter(|_| sheet.columns()[i].1 != Kind::Text);
        if let Some(column) = column {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    writeln!(to, "{table}")
}

/// Digits of a number.
const DIGITS: usize = 4;

/// What a cell says; what it is where it is no number is given.
fn text(cell: &Cell, state: &str) -> String {
    match cell {
        Cell::Text(text) => text.chars().filter(|c| !c.is_control()).collect(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) if *number == f64::INFINITY => state.to_owned(),
        Cell::Number(number) if number.is_finite() => aligned(*number, DIGITS),
        Cell::Number(_) => String::new(),
    }
}

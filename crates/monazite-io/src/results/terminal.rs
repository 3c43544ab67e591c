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
    for row in sheet.rows() {
        table.add_row(shown.iter().map(|&i| text(&row[i])));
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

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.chars().filter(|c| !c.is_control()).collect(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) if *number == f64::INFINITY => "never".to_owned(),
        Cell::Number(number) if number.is_finite() => aligned(*number, DIGITS),
        Cell::Number(_) => String::new(),
    }
}

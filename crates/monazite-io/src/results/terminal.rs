//! Sheets for reading on a terminal.

use super::sheet::{Cell, Kind, Sheet};
use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{CellAlignment, ContentArrangement, Table};
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

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.chars().filter(|c| !c.is_control()).collect(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) if number.is_finite() => rounded(*number),
        Cell::Number(_) => String::new(),
    }
}

/// A number to four digits: 0.4128, 12.35, 24680135.
fn rounded(number: f64) -> String {
    let scientific = format!("{number:.3e}");
    let exponent = scientific.rsplit('e').next().and_then(|e| e.parse::<i32>().ok()).unwrap_or(0);
    if number == 0.0 {
        "0".to_owned()
    } else if !(-4..15).contains(&exponent) {
        scientific
    } else {
        let decimals = usize::try_from(3 - exponent).unwrap_or(0);
        format!("{number:.decimals$}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits() {
        let shown: Vec<String> =
            [0.0, 0.412_84, 12.345, 9.999_999, 24_680_135.0, 1.2e-7, -0.05].map(rounded).to_vec();
        assert_eq!(shown, ["0", "0.4128", "12.35", "10.00", "24680135", "1.200e-7", "-0.05000"]);
    }
}

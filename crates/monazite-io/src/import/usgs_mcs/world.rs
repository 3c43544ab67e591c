//! The layout of 2025: one row a mineral, country and type, with columns `PROD_2023`, `PROD_EST_ 2024`, `CAP_2023`,
//! `RESERVES_2024`, ... (UTF-8 with byte-order mark); each filled cell becomes a row.

use super::super::cell::{Token, tidy, year};
use super::super::report::Report;
use super::super::resolver::Resolver;
use super::super::sheet::{Column, Sheet};
use super::figure::{self, FORMAT};
use super::row::Row;
use super::units::Misprints;

/// A column of figures in the 2025 layout.
struct Figures {
    column: Column,
    name: String,
    statistic: &'static str,
    year: i32,
    estimated: bool,
    note: Option<Column>,
}

/// The rows of the world table.
pub(super) fn rows(sheet: &Sheet, report: &mut Report) -> Vec<Row> {
    let Some([mineral, country, kind, unit]) =
        sheet.columns(["COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS"], report)
    else {
        return Vec::new();
    };
    let release = sheet.optional("SOURCE");
    let figures = figures(sheet);
    if figures.is_empty() {
        report.tell(
            report
                .error("no column of figures")
                .at(1)
                .allowed("PROD_2023, CAP_2023, RESERVES_2024, ...")
                .hint("keep the names of columns as published: they tell statistic and year"),
        );
    }
    let mut misprint = Misprints::default();
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let place = places.named(("COUNTRY", cells.cell(country)), cells.line, report);
        let mineral = figure::spelled(cells.cell(mineral), &cells, "COMMODITY", report);
        let printed = tidy(cells.cell(unit));
        for column in &figures {
            let value = figure::token(cells.cell(column.column), &cells, &column.name, report);
            if value == Token::Blank {
                report.skip(&format!("blank cell of {}", column.name));
                continue;
            }
            let note = tidy(cells.optional(column.note));
            rows.push(Row {
                mineral: mineral.clone(),
                section: String::new(),
                place: place.clone(),
                statistic: column.statistic.to_owned(),
                detail: tidy(cells.cell(kind)),
                unit: misprint.unit(
                    cells.optional(release),
                    &mineral,
                    column.statistic,
                    &printed,
                    cells.line,
                    report,
                ),
                first_year: column.year,
                last_year: column.year,
                value,
                estimated: column.estimated || figure::estimated(&note),
                note,
                line: cells.line,
            });
        }
    }
    rows
}

/// The columns `PROD_2023`, `PROD_EST_ 2024`, `CAP_2023`, `RESERVES_2024` and their notes.
fn figures(sheet: &Sheet) -> Vec<Figures> {
    const KINDS: [(&str, &str, &str); 3] = [
        ("PROD_", "Production", "PROD_NOTES"),
        ("CAP_", "Capacity", "CAP_NOTES"),
        ("RESERVES_", "Reserves", "RESERVE_NOTES"),
    ];
    sheet
        .header()
        .filter_map(|(column, name)| {
            let (prefix, statistic, note) =
                KINDS.into_iter().find(|(prefix, ..)| name.starts_with(prefix))?;
            let rest = &name[prefix.len()..];
            let year = year(rest.trim_start_matches("EST_"))?;
            Some(Figures {
                column,
                name: name.to_owned(),
                statistic,
                year,
                estimated: rest.starts_with("EST"),
                note: sheet.optional(note),
            })
        })
        .collect()
}

//! The layout of 2026: one row a figure, with US salient statistics and US import sources (Windows-1252).

use super::super::cell::{tidy, year};
use super::super::report::Report;
use super::super::resolver::Resolver;
use super::super::sheet::Sheet;
use super::figure::{self, FORMAT};
use super::row::Row;

/// The rows of the full table.
pub(super) fn rows(sheet: &Sheet, report: &mut Report) -> Vec<Row> {
    let names = [
        "Section",
        "Commodity",
        "Country",
        "Statistics",
        "Statistics_detail",
        "Unit",
        "Year",
        "Value",
        "Notes",
    ];
    let Some([section, mineral, country, statistic, detail, unit, years, value, note]) =
        sheet.columns(names, report)
    else {
        return Vec::new();
    };
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let Some((first_year, last_year)) = span(cells.cell(years)) else {
            report.reject(
                report
                    .error("no year")
                    .at(cells.line)
                    .cell("Year", cells.cell(years))
                    .allowed("a year (2024) or a span (2021-24)"),
            );
            continue;
        };
        let note = tidy(cells.cell(note));
        rows.push(Row {
            mineral: figure::spelled(cells.cell(mineral), &cells, "Commodity", report),
            section: tidy(cells.cell(section).trim().trim_end_matches(':')),
            place: places.named(("Country", cells.cell(country)), cells.line, report),
            statistic: tidy(cells.cell(statistic)),
            detail: tidy(cells.cell(detail)),
            unit: tidy(cells.cell(unit)),
            first_year,
            last_year,
            value: figure::token(cells.cell(value), &cells, "Value", report),
            estimated: figure::estimated(&note),
            note,
            line: cells.line,
        });
    }
    rows
}

/// `2024`, or an average over `2021–24` or `2021-2024`.
fn span(text: &str) -> Option<(i32, i32)> {
    let text = text.trim();
    if let Some(one) = year(text) {
        return Some((one, one));
    }
    let (first, last) = text.split_once(['–', '-', '—'])?;
    let first = year(first)?;
    let last = if last.trim().len() == 2 {
        first - first % 100 + last.trim().parse::<i32>().ok()?
    } else {
        year(last)?
    };
    (first <= last).then_some((first, last))
}

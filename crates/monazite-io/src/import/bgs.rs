//! BGS World Mineral Statistics: the CSV of a search on the web site, one row a country, year and series.
//!
//! Quantities stay as published (`tonnes (metal content)`, `tonnes (metric)`, kilograms).
//! The export gives the Republic of the Congo the code of its neighbour; the name decides, and that is told.
//! Source: British Geological Survey, UKRI; acknowledge.

use super::cell::{Token, tidy, year};
use super::magnitude::Series;
use super::place::Place;
use super::report::{Imported, Report};
use super::resolver::Resolver;
use super::sheet::{Sheet, imported};
use super::tidy::{PLACE, Tidy, VALUE, integer, place, text, value};
use crate::results::{Cell, Header};

const FORMAT: &str = "bgs";
const YEAR_HINT: &str = "the row is left out; give the export as the web site writes it";

/// One published quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The mineral as published: `cobalt, mine`, `graphite`.
    pub mineral: String,
    /// What part of it: `Monazite`, `Refined`; often blank.
    pub part: String,
    /// `Production`, `Imports` or `Exports`.
    pub statistic: String,
    /// The yearbook's table: `Mine production of cobalt`.
    pub table: String,
    /// The country, which may be a dissolved state.
    pub place: Place,
    /// Year.
    pub year: i32,
    /// The quantity.
    pub quantity: Token,
    /// The unit as published.
    pub unit: String,
    /// `Normal value`, `Missing value`, `Not Significant`, ...
    pub observation: String,
    /// Notes on the figure and on the table.
    pub note: String,
    /// Line in the file.
    pub line: u32,
}

/// Reads an export; a row without a year is left out.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    imported(bytes, None, file, rows)
}

fn rows(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [mineral, statistic, table, country, iso3, when, quantity, unit] = sheet.columns(
        [
            "bgs_commodity_trans",
            "bgs_statistic_type_trans",
            "yearbook_table_trans",
            "country_trans",
            "country_iso3_code",
            "year",
            "quantity",
            "units",
        ],
        report,
    )?;
    let [part, observation, figure_note, table_note] = [
        "bgs_sub_commodity_trans",
        "sdmx_translation",
        "concat_figure_notes_text",
        "concat_table_notes_text",
    ]
    .map(|name| sheet.optional(name));
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let Some(year) = year(cells.cell(when)) else {
            let problem = report.error("no year").at(cells.line).cell("year", cells.cell(when));
            report.reject(problem.allowed("1961-01-01 00:00:00").hint(YEAR_HINT));
            continue;
        };
        let notes = [cells.optional(figure_note), cells.optional(table_note)].map(tidy);
        let code = ("country_iso3_code", cells.cell(iso3));
        let place = places.place([code], ("country_trans", cells.cell(country)), cells.line, report);
        rows.push(Row {
            mineral: tidy(cells.cell(mineral)),
            part: tidy(cells.optional(part)),
            statistic: tidy(cells.cell(statistic)),
            table: tidy(cells.cell(table)),
            place,
            year,
            quantity: cells.figure(quantity, "quantity", report),
            unit: tidy(cells.cell(unit)),
            observation: tidy(cells.optional(observation)),
            note: notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join(" | "),
            line: cells.line,
        });
    }
    tell_jumps(&rows, report);
    Some(rows)
}

/// Tells figures of a series that are a thousand times those of the year before.
fn tell_jumps(rows: &[Row], report: &mut Report) {
    let mut series = Series::default();
    for row in rows {
        let name = [&row.mineral, &row.part, &row.statistic, &row.table, &row.place.name, &row.unit];
        series.add(&name.map(String::as_str).join(", "), row.year, row.quantity.number(), row.line);
    }
    series.tell(report);
}

impl Tidy for Row {
    const COLUMNS: &'static [Header] = &[
        text("mineral"),
        text("part"),
        text("statistic"),
        text("table"),
        PLACE[0],
        PLACE[1],
        PLACE[2],
        integer("year"),
        VALUE[0],
        VALUE[1],
        VALUE[2],
        VALUE[3],
        text("unit"),
        text("observation"),
        text("note"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let mut cells: Vec<Cell> =
            [&self.mineral, &self.part, &self.statistic, &self.table].map(|text| text.as_str().into()).into();
        cells.extend(place(&self.place));
        cells.push(i64::from(self.year).into());
        cells.extend(value(&self.quantity));
        cells.extend([&self.unit, &self.observation, &self.note].map(|text| Cell::from(text.as_str())));
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "country_trans,country_iso3_code,bgs_commodity_trans,bgs_statistic_type_trans,yearbook_table_trans,year,quantity,units,sdmx_translation";

    #[test]
    fn the_two_congos_are_told_apart() {
        let text = format!(
            "{HEADER}\nCongo,COD,cobalt,Production,Mine production of cobalt,2022-01-01 00:00:00,3,t,Normal value\n\
             \"Congo, Democratic Republic\",COD,cobalt,Production,Mine production of cobalt,2022-01-01 00:00:00,,t,Missing value\n\
             Chile,CHL,cobalt,Production,x,soon,1,t,\n"
        );
        let read = read(text.as_bytes(), "bgs.csv");
        let countries: Vec<&str> = read.rows.iter().map(|row| row.place.iso3()).collect();
        assert_eq!(countries, ["COG", "COD"]);
        assert_eq!(read.rows[1].quantity, Token::Blank);
        assert_eq!((read.skipped["no year"], read.diagnostics.warnings()), (1, 1));
        assert_eq!(read.rows[0].cells().len(), Row::COLUMNS.len());
    }
}

//! World Mining Data: production by country, one column a year.
//!
//! The table is tidied: one row a country and mineral (`Iron (Fe)`, `Graphite`), the unit in the row (`metr. t`, `kg`,
//! `Mio m3`, `ct`), the data source a letter (`r` reported, `e` estimated, `p` provisional).
//! Source: Federal Ministry of Finance, Austria; attribution.

use super::cell::{Token, tidy, year};
use super::place::{Place, coded, named};
use super::report::{Imported, Report};
use super::sheet::{Column, Sheet, imported};
use super::tidy::{PLACE, Tidy, VALUE, integer, place, text, value};
use crate::results::{Cell, Header};

const FORMAT: &str = "wmd";

/// Production of a mineral in a country and year.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The mineral as published.
    pub mineral: String,
    /// The country.
    pub place: Place,
    /// Year.
    pub year: i32,
    /// The quantity.
    pub quantity: Token,
    /// The unit as published.
    pub unit: String,
    /// `reported`, `estimated`, `provisional`; another letter as published.
    pub origin: String,
    /// Line in the file.
    pub line: u32,
}

/// Reads the table; a blank cell is no row.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    imported(bytes, None, file, rows)
}

fn rows(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [country, iso3, unit, mineral] =
        sheet.columns(["Country", "Country_ISO", "unit", "mineral"], report)?;
    let origin = sheet.optional("data_source");
    let years = years(sheet, report)?;
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let code = cells.cell(iso3).trim();
        // The tidied table marks the world totals for deletion.
        let place = if matches!(code, "" | "nan" | "DELETE") {
            named(FORMAT, cells.cell(country), cells.line, "Country", report)
        } else {
            coded(code, cells.cell(country), cells.line, "Country_ISO", report)
        };
        for &(column, year) in &years {
            let quantity = Token::parse(cells.cell(column));
            if matches!(quantity, Token::Blank) {
                report.skip("blank cell");
                continue;
            }
            rows.push(Row {
                mineral: tidy(cells.cell(mineral)),
                place: place.clone(),
                year,
                quantity,
                unit: tidy(cells.cell(unit)),
                origin: origin_of(cells.optional(origin)),
                line: cells.line,
            });
        }
    }
    Some(rows)
}

/// The columns whose name is a year; told if there is none.
pub(super) fn years(sheet: &Sheet, report: &mut Report) -> Option<Vec<(Column, i32)>> {
    let years: Vec<_> =
        sheet.header().filter_map(|(column, name)| year(name).map(|year| (column, year))).collect();
    if years.is_empty() {
        let problem = report.error("no column of a year").at(1).allowed("2018, 2019, ...");
        report.tell(problem);
        return None;
    }
    Some(years)
}

fn origin_of(letter: &str) -> String {
    match letter.trim() {
        "r" => "reported",
        "e" => "estimated",
        "p" => "provisional",
        "nan" => "",
        other => other,
    }
    .to_owned()
}

impl Tidy for Row {
    const COLUMNS: &'static [Header] = &[
        text("mineral"),
        PLACE[0],
        PLACE[1],
        PLACE[2],
        integer("year"),
        VALUE[0],
        VALUE[1],
        VALUE[2],
        VALUE[3],
        text("unit"),
        text("origin"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![self.mineral.as_str().into()];
        cells.extend(place(&self.place));
        cells.push(i64::from(self.year).into());
        cells.extend(value(&self.quantity));
        cells.extend([&self.unit, &self.origin].map(|text| Cell::from(text.as_str())));
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_a_filled_year() {
        let text = "Country,Country_Code,Country_ISO,2018,2019,unit,data_source,mineral\n\
            Angola,24,AGO,,5880.0,metr. t,r,Iron (Fe)\nNamibia,516,NAM,0.0,x,kg,e,Gold\n";
        let read = read(text.as_bytes(), "wmd.csv");
        assert_eq!(read.rows.len(), 3);
        assert_eq!((read.rows[0].year, read.rows[0].origin.as_str()), (2019, "reported"));
        assert_eq!(read.rows[1].quantity, Token::Number(0.0));
        assert_eq!(read.skipped["blank cell"], 1);
        assert_eq!(read.rows[0].cells().len(), Row::COLUMNS.len());
    }
}

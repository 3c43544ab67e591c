//! World Mining Data: production by country, one column a year or one row a figure.
//!
//! The table is tidied: one row a country and mineral (`Iron (Fe)`, `Graphite`), the unit in the row (`metr. t`, `kg`,
//! `Mio m3`, `ct`), the data source a letter (`r` reported, `e` estimated, `p` provisional).
//! Source: Federal Ministry of Finance, Austria; attribution.

use super::cell::{Token, tidy};
use super::magnitude::Series;
use super::place::Place;
use super::report::{Imported, Report};
use super::resolver::Resolver;
use super::sheet::{Sheet, imported};
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

/// Reads either layout; a blank cell is no row.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    imported(bytes, None, file, |sheet, report| {
        let rows = if sheet.any_case("value").is_some() { long(sheet, report) } else { wide(sheet, report) }?;
        let mut series = Series::default();
        for row in &rows {
            let name = [&row.mineral, &row.place.name, &row.unit].map(String::as_str).join(", ");
            series.add(&name, row.year, row.quantity.number(), row.line);
        }
        series.tell(report);
        Some(rows)
    })
}

/// One column a year.
fn wide(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [country, iso3, unit, mineral] =
        sheet.columns(["Country", "Country_ISO", "unit", "mineral"], report)?;
    let (origin, numeric) = (sheet.any_case("data_source"), sheet.any_case("Country_Code"));
    let years = sheet.years(report)?;
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        // The tidied table marks the world totals for deletion.
        let code = match cells.cell(iso3).trim() {
            "DELETE" => "",
            code => code,
        };
        let codes = [("Country_ISO", code), ("Country_Code", cells.optional(numeric))];
        let place = places.place(codes, ("Country", cells.cell(country)), cells.line, report);
        for &(column, year) in &years {
            let quantity = cells.figure(column, "quantity", report);
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

/// One row a figure.
fn long(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [mineral, when, amount, unit] = sheet.columns(["mineral", "year", "value", "unit"], report)?;
    let [country, iso3, origin] = ["country", "iso3", "quality_r_or_e"].map(|name| sheet.any_case(name));
    if country.is_none() && iso3.is_none() {
        let problem =
            report.warning("no column of a country: the figures are read as those of the world").at(1);
        report.tell(problem.cell("country", "").hint("give a column `country` or `iso3` if they are not"));
    }
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let Some(year) = cells.year(when, "year", report) else { continue };
        let quantity = cells.figure(amount, "value", report);
        if matches!(quantity, Token::Blank) {
            report.skip("blank cell");
            continue;
        }
        // A table without countries is about the world.
        let name = if country.is_some() || iso3.is_some() { cells.optional(country) } else { "World" };
        rows.push(Row {
            mineral: tidy(cells.cell(mineral)),
            place: places.place([("iso3", cells.optional(iso3))], ("country", name), cells.line, report),
            year,
            quantity,
            unit: tidy(cells.cell(unit)),
            origin: origin_of(cells.optional(origin)),
            line: cells.line,
        });
    }
    Some(rows)
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

//! World Bank: an indicator by country and year.
//!
//! Two layouts: tidy (`Country Name,Country Code,Year,Value`) and the download of the web site, one column a year
//! below some lines about the file. Groups of countries (`EUU`, `WLD`) are marked as such.
//! Source: World Bank, World Development Indicators, CC BY 4.0.

use super::cell::{Token, tidy};
use super::place::{Area, Place, by_code};
use super::report::{Imported, Report};
use super::sheet::{Sheet, unfold};
use super::tidy::{PLACE, Tidy, VALUE, integer, place, text, value};
use super::wmd::years;
use crate::results::{Cell, Header};

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The indicator's code, `NY.GDP.MKTP.CD`; blank in the tidy layout.
    pub indicator: String,
    /// The country or the group.
    pub place: Place,
    /// Year.
    pub year: i32,
    /// The value in the indicator's unit.
    pub value: Token,
    /// Line in the file.
    pub line: u32,
}

/// Reads either layout; a blank cell is no row.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    let mut report = Report::new(file);
    let bytes = without_preamble(&unfold(bytes, &mut report));
    let rows = Sheet::read(&bytes, None, &mut report).and_then(|sheet| {
        if sheet.optional("Indicator Code").is_some() {
            wide(&sheet, &mut report)
        } else {
            tidied(&sheet, &mut report)
        }
    });
    report.imported(rows.unwrap_or_default())
}

/// The lines about the file blanked, so that the header comes first and lines keep their numbers.
fn without_preamble(bytes: &[u8]) -> Vec<u8> {
    const HEADER: &[u8] = b"Country Name";
    let head = &bytes[..bytes.len().min(4096)];
    let Some(at) = head.windows(HEADER.len()).position(|window| window == HEADER) else {
        return bytes.to_vec();
    };
    let start = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let mut out: Vec<u8> = bytes[..start].iter().copied().filter(|&byte| byte == b'\n').collect();
    out.extend_from_slice(&bytes[start..]);
    out
}

fn tidied(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [name, code, when, amount] =
        sheet.columns(["Country Name", "Country Code", "Year", "Value"], report)?;
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let Some(year) = cells.year(when, "Year", report) else { continue };
        let place = area(cells.cell(code), cells.cell(name));
        push(&mut rows, "", &place, year, cells.cell(amount), cells.line, report);
    }
    Some(rows)
}

fn wide(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [name, code, indicator] =
        sheet.columns(["Country Name", "Country Code", "Indicator Code"], report)?;
    let years = years(sheet, report)?;
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let place = area(cells.cell(code), cells.cell(name));
        for &(column, year) in &years {
            push(&mut rows, cells.cell(indicator), &place, year, cells.cell(column), cells.line, report);
        }
    }
    Some(rows)
}

/// The country of a code; every other code of the World Bank is a group of countries.
fn area(code: &str, name: &str) -> Place {
    let area = match by_code(code) {
        Area::Unknown => Area::Group,
        known => known,
    };
    Place { name: tidy(name), area, qualifier: String::new() }
}

fn push(
    rows: &mut Vec<Row>,
    indicator: &str,
    place: &Place,
    year: i32,
    cell: &str,
    line: u32,
    report: &mut Report,
) {
    let value = Token::parse(cell);
    match value {
        Token::Blank | Token::NotAvailable => report.skip("blank cell"),
        Token::Number(_) => {
            rows.push(Row { indicator: tidy(indicator), place: place.clone(), year, value, line });
        }
        _ => {
            let problem = report.error("not a number").at(line).cell(&year.to_string(), cell);
            report.reject(problem.allowed("a number"));
        }
    }
}

impl Tidy for Row {
    const COLUMNS: &'static [Header] = &[
        text("indicator"),
        PLACE[0],
        PLACE[1],
        PLACE[2],
        integer("year"),
        VALUE[0],
        VALUE[1],
        VALUE[2],
        VALUE[3],
    ];

    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![self.indicator.as_str().into()];
        cells.extend(place(&self.place));
        cells.push(i64::from(self.year).into());
        cells.extend(value(&self.value));
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_layouts_and_true_lines() {
        let tidy = read(
            b"Country Name,Country Code,Year,Value\nNamibia,NAM,2023,7.5\nEuro area,EMU,2023,1\n",
            "gdp.csv",
        );
        assert_eq!(tidy.rows[0].place.iso3(), "NAM");
        assert_eq!(tidy.rows[1].place.area, Area::Group);
        let text = "\u{feff}\"Data Source\",\"WDI\",\n\n\"Last Updated Date\",\"2025-01-01\",\n\n\
            \"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2022\",\"2023\",\n\
            \"Chile\",\"CHL\",\"GDP\",\"NY.GDP.MKTP.CD\",\"\",\"9e9\",\n\"Peru\",\"PER\",\"GDP\",\"NY.GDP.MKTP.CD\",\"?\",\"3\",\n";
        let wide = read(text.as_bytes(), "API.csv");
        assert_eq!(wide.rows.len(), 2);
        assert_eq!(
            (wide.rows[0].year, wide.rows[0].line, wide.rows[0].indicator.as_str()),
            (2023, 6, "NY.GDP.MKTP.CD")
        );
        assert_eq!((wide.skipped["blank cell"], wide.skipped["not a number"]), (1, 1));
        assert_eq!(wide.rows[0].cells().len(), Row::COLUMNS.len());
    }
}

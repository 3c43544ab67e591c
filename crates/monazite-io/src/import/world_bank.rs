//! World Bank: an indicator by country and year, in any layout of its DataBank.
//!
//! Groups of countries (`EUU`, `WLD`) are marked as such.
//! Source: World Bank, World Development Indicators, CC BY 4.0.

use super::cell::{Token, tidy};
use super::databank::{self, Figure};
use super::magnitude::Series;
use super::place::Place;
use super::report::{Imported, Report};
use super::sheet::Sheet;
use super::tidy::{PLACE, Tidy, VALUE, integer, place, text, value};
use crate::results::{Cell, Header};

const FORMAT: &str = "world_bank";

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

/// Reads any layout; a blank cell is no row.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    let mut report = Report::new(file);
    let mut rows = Vec::new();
    if let Some(sheet) = Sheet::below(bytes, None, databank::HEADER, &mut report) {
        databank::figures(&sheet, FORMAT, &mut report, |figure, report| push(&mut rows, &figure, report));
    }
    let mut series = Series::default();
    for row in &rows {
        let name = [row.indicator.as_str(), row.place.name.as_str()].join(" ");
        series.add(name.trim(), row.year, row.value.number(), row.line);
    }
    series.tell(&mut report);
    report.imported(rows)
}

fn push(rows: &mut Vec<Row>, figure: &Figure<'_>, report: &mut Report) {
    let value = Token::parse(figure.cell);
    match value {
        Token::Blank | Token::NotAvailable => report.skip("blank cell"),
        Token::Number(_) => rows.push(Row {
            indicator: tidy(figure.series),
            place: figure.place.clone(),
            year: figure.year,
            value,
            line: figure.line,
        }),
        _ => {
            let problem = report.error("not a number").at(figure.line);
            report.reject(
                problem
                    .cell(&figure.year.to_string(), figure.cell)
                    .allowed("a number")
                    .hint("it is left out; `..` and blank mean that there is none"),
            );
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
    use crate::import::place::Area;

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

    #[test]
    fn databank_in_both_directions() {
        let wide = "Country Name,Country Code,Series Name,Series Code,2022 [YR2022],2023 [YR2023]\n\
            China,CHN,GDP,NY.GDP.MKTP.CD,1,2\nChile,CHL,GDP,NY.GDP.MKTP.CD,3,..\n,,,,,\n\
            Data from database: World Development Indicators,,,,,\nLast Updated: 11/05/2024,,,,,\n";
        let long = "Country Name,Country Code,Time,Time Code,GDP [NY.GDP.MKTP.CD]\nChina,CHN,2022,YR2022,1\n\
            China,CHN,2023,YR2023,2\nChile,CHL,2022,YR2022,3\nChile,CHL,2023,YR2023,..\n";
        let values = |text: &str| {
            let read = read(text.as_bytes(), "databank.csv");
            assert!(read.diagnostics.is_empty(), "{}", read.diagnostics);
            assert_eq!(read.skipped["blank cell"], 1);
            let row = |r: &Row| (r.indicator.clone(), r.place.iso3().to_owned(), r.year, r.value.clone());
            read.rows.iter().map(row).collect::<Vec<_>>()
        };
        assert_eq!(values(wide), values(long));
        assert_eq!(values(wide).len(), 3);
    }

    #[test]
    fn codes_of_the_world_bank_alone_and_names() {
        let text = "Country Name,Country Code,Year,Value\nKosovo,KSV,2010,1\nAndorra,ADO,2010,1\n\
            Euro area,EMU,2010,1\nChile,chl,2010,1\nViet Nam,,2010,1\nAtlantis,ATX,2010,1\n";
        let read = read(text.as_bytes(), "gdp.csv");
        let seen: Vec<_> = read.rows.iter().map(|row| (row.place.iso3(), row.place.area.word())).collect();
        let country = |code| (code, "country");
        let wanted = ["XKX", "AND"].map(country).into_iter().chain([("", "group")]);
        let wanted: Vec<_> = wanted.chain(["CHL", "VNM"].map(country)).chain([("", "unknown")]).collect();
        assert_eq!(seen, wanted);
        assert_eq!(read.diagnostics.warnings(), 1, "{}", read.diagnostics);
    }
}

//! USGS Mineral Commodity Summaries, data releases: the world table (2025 layout) and the full table (2026 layout).
//!
//! The 2025 layout has one row a mineral, country and type, with columns `PROD_2023`, `PROD_EST_ 2024`, `CAP_2023`,
//! `RESERVES_2024`, ... (UTF-8 with byte-order mark); each filled cell becomes a row here.
//! The 2026 layout has one row a figure (Windows-1252), with US salient statistics and US import sources too.
//! Units, types and minerals stay as published; a dash means zero, `W` withheld, `E` net exporter.
//! Source: U.S. Geological Survey, public domain.

use super::cell::{Token, tidy, year};
use super::place::{Place, named};
use super::report::{Imported, Report};
use super::sheet::{Column, Row as Cells, Sheet, imported};
use super::tidy::{PLACE, Tidy, VALUE, integer, place, text, value};
use crate::results::{Cell, Header};
use encoding_rs::WINDOWS_1252;

const FORMAT: &str = "usgs";

/// One published figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The mineral as published, white space tidied and known misprints corrected.
    pub mineral: String,
    /// The part of the chapter: `World Mine Production and Reserves`, `Import Sources`; blank in the 2025 layout.
    pub section: String,
    /// The country, the world total, or the remainder.
    pub place: Place,
    /// `Production`, `Capacity`, `Reserves`, `Import`, `Net import reliance`, `Import sources 2021-2024`, ...
    pub statistic: String,
    /// What exactly is counted: `Mine production, cobalt content`, `Refinery production`, ...
    pub detail: String,
    /// The unit as published: `metric tons`, `kilograms`, `percent`, ...
    pub unit: String,
    /// First year that the figure is about.
    pub first_year: i32,
    /// Last year that the figure is about; the first year again unless the figure is an average.
    pub last_year: i32,
    /// The figure.
    pub value: Token,
    /// Whether the publisher calls it an estimate.
    pub estimated: bool,
    /// Notes as published.
    pub note: String,
    /// Line in the file.
    pub line: u32,
}

impl Row {
    /// The activity at the head of [`Row::detail`]: `Mine production`, `Refinery production`, `Reserves`, ...
    ///
    /// One mineral may be split over several details (`Mine production, estimated` for the United States,
    /// `Mine production, cobalt content, estimated` for the others); the head is the same for all of them.
    #[must_use]
    pub fn head(&self) -> &str {
        let end = self.detail.find([',', ':', ';', '—', '(']).unwrap_or(self.detail.len());
        self.detail[..end].trim_end()
    }
}

impl Tidy for Row {
    const COLUMNS: &'static [Header] = &[
        text("mineral"),
        text("section"),
        PLACE[0],
        PLACE[1],
        PLACE[2],
        text("qualifier"),
        text("statistic"),
        text("detail"),
        integer("first_year"),
        integer("last_year"),
        VALUE[0],
        VALUE[1],
        VALUE[2],
        VALUE[3],
        text("unit"),
        text("quality"),
        text("note"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let mut cells: Vec<Cell> = vec![self.mineral.as_str().into(), self.section.as_str().into()];
        cells.extend(place(&self.place));
        cells.extend(
            [&self.place.qualifier, &self.statistic, &self.detail].map(|text| Cell::from(text.as_str())),
        );
        cells.extend([self.first_year, self.last_year].map(|year| Cell::from(i64::from(year))));
        cells.extend(value(&self.value));
        let quality = if self.estimated { "estimated" } else { "observed" };
        cells.extend([self.unit.as_str(), quality, self.note.as_str()].map(Cell::from));
        cells
    }
}

/// Reads a world table or a full table; the header tells which.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    imported(bytes, Some(WINDOWS_1252), file, |sheet, report| {
        Some(if sheet.optional("MCS chapter").is_some() { full(sheet, report) } else { world(sheet, report) })
    })
}

/// The 2026 layout.
fn full(sheet: &Sheet, report: &mut Report) -> Vec<Row> {
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
            mineral: spelled(cells.cell(mineral), &cells, "Commodity", report),
            section: tidy(cells.cell(section).trim().trim_end_matches(':')),
            place: named(FORMAT, cells.cell(country), cells.line, "Country", report),
            statistic: tidy(cells.cell(statistic)),
            detail: tidy(cells.cell(detail)),
            unit: tidy(cells.cell(unit)),
            first_year,
            last_year,
            value: token(cells.cell(value), &cells, "Value", report),
            estimated: estimated(&note),
            note,
            line: cells.line,
        });
    }
    rows
}

/// A column of figures in the 2025 layout.
struct Figures {
    column: Column,
    name: String,
    statistic: &'static str,
    year: i32,
    estimated: bool,
    note: Option<Column>,
}

/// The 2025 layout.
fn world(sheet: &Sheet, report: &mut Report) -> Vec<Row> {
    let Some([mineral, country, kind, unit]) =
        sheet.columns(["COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS"], report)
    else {
        return Vec::new();
    };
    let figures = figures(sheet);
    if figures.is_empty() {
        report.tell(
            report.error("no column of figures").at(1).allowed("PROD_2023, CAP_2023, RESERVES_2024, ..."),
        );
    }
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let place = named(FORMAT, cells.cell(country), cells.line, "COUNTRY", report);
        let mineral = spelled(cells.cell(mineral), &cells, "COMMODITY", report);
        for figure in &figures {
            let value = token(cells.cell(figure.column), &cells, &figure.name, report);
            if value == Token::Blank {
                report.skip(&format!("blank cell of {}", figure.name));
                continue;
            }
            let note = tidy(cells.optional(figure.note));
            rows.push(Row {
                mineral: mineral.clone(),
                section: String::new(),
                place: place.clone(),
                statistic: figure.statistic.to_owned(),
                detail: tidy(cells.cell(kind)),
                unit: tidy(cells.cell(unit)),
                first_year: figure.year,
                last_year: figure.year,
                value,
                estimated: figure.estimated || estimated(&note),
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

/// The mineral with known misprints corrected, which is told.
fn spelled(text: &str, cells: &Cells<'_>, column: &str, report: &mut Report) -> String {
    let text = tidy(text);
    if text == "Gemanium" {
        report.tell(report.warning("misprint corrected to `Germanium`").at(cells.line).cell(column, &text));
        return "Germanium".to_owned();
    }
    text
}

/// The figure; a text that looks like a damaged number is told.
fn token(text: &str, cells: &Cells<'_>, column: &str, report: &mut Report) -> Token {
    let token = Token::parse(text);
    if let Token::Words(words) = &token
        && words.bytes().any(|b| b.is_ascii_digit())
    {
        let hint = "read as text: perhaps a sign was lost in publication";
        report.tell(report.warning("not a number").at(cells.line).cell(column, text).hint(hint));
    }
    token
}

fn estimated(note: &str) -> bool {
    note.to_ascii_lowercase().contains("estimated")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_table_gives_a_row_a_filled_cell() {
        let text = "\u{feff}SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,CAP_EST_ 2024,CAP_NOTES,RESERVES_2024,RESERVE_NOTES\n\
            MCS2025,Cobalt ,Russia ,\"Mine production, cobalt content, estimated\",metric tons,100,,,,,,>250000,\n\
            MCS2025,Cobalt ,United States,\"Mine production, estimated\",metric tons,W,300,,,,,7,\n\
            MCS2025,Gemanium,United\u{a0}States (kyanite),Refinery,kilograms,1,2,,,,,,\n";
        let read = read(text.as_bytes(), "world.csv");
        assert_eq!(read.rows.len(), 7);
        assert_eq!(read.rows[0].mineral, "Cobalt");
        assert_eq!(read.rows[0].place.iso3(), "RUS");
        assert_eq!(read.rows[1].value, Token::Above(250_000.0));
        assert_eq!((read.rows[1].statistic.as_str(), read.rows[1].first_year), ("Reserves", 2024));
        assert_eq!(read.rows[2].value, Token::Withheld);
        assert!(read.rows[3].estimated);
        assert_eq!(read.rows[0].head(), read.rows[2].head());
        assert_eq!(read.rows[5].mineral, "Germanium");
        assert_eq!(read.rows[5].place.qualifier, "kyanite");
        assert_eq!(read.skipped_total(), 8);
        assert_eq!(read.diagnostics.warnings(), 1);
    }

    #[test]
    fn the_full_table_keeps_tokens_and_units() {
        let header = "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,Is critical mineral 2025,Other notes\n";
        let rows = "GALLIUM,World Low-Purity Production:,Gallium,China,Production,Refinery production: low purity,kilograms,2024,\"750,000\",Estimated.,Yttrium,\n\
            COPPER,Import Sources,Copper,Other countries,Import sources 2021-2024,Refined,percent,2021–24,<1,,Yes,\n\
            ZINC,Salient Statistics—United States,Zinc,Korea,Price,x,s,2024,50–300,,Yes,\n\
            TANTALUM,S,Tantalum,Atlantis,Stock,x,t,20x4,?10,,Yes,\n";
        let bytes = WINDOWS_1252.encode(&format!("{header}{rows}")).0.into_owned();
        let read = read(&bytes, "full.csv");
        assert_eq!(read.rows.len(), 3);
        assert_eq!(read.rows[0].section, "World Low-Purity Production");
        assert_eq!(read.rows[0].head(), "Refinery production");
        assert_eq!(read.rows[0].value, Token::Number(750_000.0));
        assert!(read.rows[0].estimated);
        assert_eq!((read.rows[1].first_year, read.rows[1].last_year), (2021, 2024));
        assert_eq!(read.rows[2].value, Token::Range(50.0, 300.0));
        assert_eq!(read.skipped["no year"], 1);
    }
}

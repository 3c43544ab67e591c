//! The files of one chapter, 2022 to 2024: `mcs2024-lithi_world.csv` and `mcs2024-lithi_salient.csv`.
//!
//! The names of columns hold unit and year: `Prod_t_2022`, `Prod_t_est_2023`, `Cap_kt_2022`, `Reserves_ore_kt`,
//! `Imports_Metal_kg`, `Price_dt`. The mineral of a world table stands in the name of its file only.

use super::super::cell::{Token, tidy, year};
use super::super::place::{Area, Place};
use super::super::report::Report;
use super::super::resolver::Resolver;
use super::super::sheet::{Column, Sheet};
use super::figure::{self, FORMAT};
use super::row::Row;
use super::units;
use std::collections::BTreeMap;

const CHAPTERS: &str = monazite_data::text(monazite_data::RECIPE, "usgs_chapters");

/// Whether the header is that of a chapter's file.
pub(super) fn is_chapter(sheet: &Sheet) -> bool {
    let world = sheet.optional("Source").is_some() && sheet.optional("Country").is_some();
    world || sheet.optional("DataSource").is_some() && sheet.optional("Year").is_some()
}

/// The rows of a world table or of salient statistics.
pub(super) fn rows(sheet: &Sheet, file: &str, report: &mut Report) -> Option<Vec<Row>> {
    if sheet.optional("DataSource").is_some() { salient(sheet, report) } else { world(sheet, file, report) }
}

/// A column of figures.
struct Figures {
    column: Column,
    name: String,
    statistic: &'static str,
    detail: String,
    unit: String,
    /// `None` where the release tells the year.
    year: Option<i32>,
    estimated: bool,
    note: Option<Column>,
}

/// Kinds of statistics by how the name of a column begins, with the column of notes.
const KINDS: [(&str, &str, &str); 16] = [
    ("USprod", "Production", ""),
    ("Prod", "Production", "Prod_notes"),
    ("Cap", "Capacity", "Cap_notes"),
    ("Reserves", "Reserves", "Reserves_notes"),
    ("Imports", "Import", ""),
    ("Import", "Import", ""),
    ("Exports", "Export", ""),
    ("Export", "Export", ""),
    ("Consump", "Consumption", ""),
    ("Price", "Price", ""),
    ("Stocks", "Stock", ""),
    ("Employment", "Employment", ""),
    ("Employ", "Employment", ""),
    ("NIR", "Net import reliance", ""),
    ("Shipments", "Shipment", ""),
    ("Sold", "Sold or used", ""),
];

impl Figures {
    /// The column of a name, if its name tells a statistic.
    fn of(sheet: &Sheet, column: Column, name: &str, report: &mut Report) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        if lower.contains("notes") {
            return None;
        }
        let mut parts: Vec<&str> = name.split('_').filter(|part| !part.is_empty()).collect();
        let head = parts.first()?.to_ascii_lowercase();
        let of_word = |word: &str| KINDS.into_iter().find(|(kind, ..)| word == kind.to_ascii_lowercase());
        let (at, (_, statistic, note)) = match of_word(&head) {
            Some(kind) => (0, kind),
            // `Mine_prod_t_2022`: what is made stands first.
            None => (1, parts.get(1).and_then(|word| of_word(&word.to_ascii_lowercase()))?),
        };
        parts.remove(at);
        let when = parts.last().and_then(|part| year(part));
        if when.is_some() {
            parts.pop();
        }
        let is_estimate = |part: &&str| part.eq_ignore_ascii_case("est");
        let estimated = parts.iter().any(is_estimate);
        parts.retain(|part| !is_estimate(part));
        let unit = match parts.last().and_then(|part| units::of_suffix(part, statistic)) {
            Some(unit) => {
                parts.pop();
                unit.to_owned()
            }
            None => {
                let problem = report.warning("the name of the column tells no unit that is known").at(1);
                report.tell(problem.cell(name, "").hint("its figures are kept with a blank unit"));
                String::new()
            }
        };
        let note = sheet.header().find(|(_, seen)| !note.is_empty() && seen.eq_ignore_ascii_case(note));
        Some(Self {
            column,
            name: name.to_owned(),
            statistic,
            detail: parts.join(" "),
            unit,
            year: when,
            estimated,
            note: note.map(|(column, _)| column),
        })
    }

    /// All columns of figures; told if there is none.
    fn all(sheet: &Sheet, known: &[&str], report: &mut Report) -> Option<Vec<Self>> {
        let mut figures = Vec::new();
        for (column, name) in sheet.header() {
            if known.contains(&name) || name.is_empty() || name.to_ascii_lowercase().contains("notes") {
                continue;
            }
            match Self::of(sheet, column, name, report) {
                Some(found) => figures.push(found),
                None => {
                    report.tell(report.warning("a column is not read").at(1).cell(name, "").hint(
                        "its name begins with none of Prod, Cap, Reserves, Imports, Exports, Price, ...",
                    ))
                }
            }
        }
        if figures.is_empty() {
            let problem = report.error("no column of figures").at(1);
            let problem = problem.allowed("Prod_t_2022, Cap_kt_2022, Reserves_kt, Imports_t, ...");
            report.tell(
                problem.hint("keep the names of columns as published: they tell statistic, unit and year"),
            );
            return None;
        }
        Some(figures)
    }
}

/// One row a country and type; the columns are figures.
fn world(sheet: &Sheet, file: &str, report: &mut Report) -> Option<Vec<Row>> {
    let [release, country] = sheet.columns(["Source", "Country"], report)?;
    let kind = sheet.optional("Type");
    if kind.is_none() {
        report.tell(
            report
                .warning("no column of the type: mine and refinery cannot be told apart")
                .at(1)
                .cell("Type", ""),
        );
    }
    let figures = Figures::all(sheet, &["Source", "Country", "Type"], report)?;
    let mineral = mineral_of(file, report);
    let mut places = Resolver::new(FORMAT);
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let place = places.named(("Country", cells.cell(country)), cells.line, report);
        for column in &figures {
            let value = figure::token(cells.cell(column.column), &cells, &column.name, report);
            if value == Token::Blank {
                report.skip(&format!("blank cell of {}", column.name));
                continue;
            }
            // Reserves are of the year before the release.
            let Some(year) = column.year.or_else(|| edition(cells.cell(release)).map(|year| year - 1)) else {
                let problem = report.error("no year").at(cells.line).cell("Source", cells.cell(release));
                report.reject(
                    problem.allowed("the release, MCS2024").hint("keep the column Source as published"),
                );
                continue;
            };
            let note = tidy(cells.optional(column.note));
            let (kind, part) = (tidy(cells.optional(kind)), column.detail.as_str());
            let detail = [kind.as_str(), part];
            rows.push(Row {
                mineral: mineral.clone(),
                section: String::new(),
                place: place.clone(),
                statistic: column.statistic.to_owned(),
                detail: detail.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "),
                unit: column.unit.clone(),
                first_year: year,
                last_year: year,
                value,
                estimated: column.estimated || figure::estimated(&note),
                note,
                line: cells.line,
            });
        }
    }
    Some(rows)
}

/// One row a mineral and year, all about the United States.
fn salient(sheet: &Sheet, report: &mut Report) -> Option<Vec<Row>> {
    let [mineral, when] = sheet.columns(["Commodity", "Year"], report)?;
    let figures = Figures::all(sheet, &["DataSource", "Commodity", "Year"], report)?;
    let place = Resolver::new(FORMAT).named(("", "United States"), 0, report);
    debug_assert!(matches!(place.area, Area::Country(_)));
    let mut rows = Vec::new();
    for cells in sheet.rows() {
        let Some(year) = cells.year(when, "Year", report) else { continue };
        let mineral = figure::spelled(cells.cell(mineral), &cells, "Commodity", report);
        for column in &figures {
            let value = figure::token(cells.cell(column.column), &cells, &column.name, report);
            if value == Token::Blank {
                report.skip(&format!("blank cell of {}", column.name));
                continue;
            }
            rows.push(Row {
                mineral: mineral.clone(),
                section: "Salient Statistics—United States".to_owned(),
                place: Place::clone(&place),
                statistic: column.statistic.to_owned(),
                detail: column.detail.clone(),
                unit: column.unit.clone(),
                first_year: year,
                last_year: year,
                value,
                estimated: column.estimated,
                note: String::new(),
                line: cells.line,
            });
        }
    }
    Some(rows)
}

/// The year of a release: `MCS2024`.
fn edition(release: &str) -> Option<i32> {
    let digits = release.trim().trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    year(digits)
}

/// The mineral of a file's name, `mcs2024-lithi_world.csv`; the abbreviation, and told, if it is not known.
fn mineral_of(file: &str, report: &mut Report) -> String {
    let lower = file.to_ascii_lowercase();
    let base = lower.split('.').next().unwrap_or("");
    let chapter = base.split_once('-').map_or(base, |(_, rest)| rest);
    let chapter = chapter.split('_').next().unwrap_or("");
    let known: BTreeMap<&str, &str> =
        CHAPTERS.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
    if let Some(mineral) = known.get(chapter) {
        return (*mineral).to_owned();
    }
    let problem = report.error("neither the file nor its name tells the mineral").at(1).cell("", chapter);
    let allowed = "mcs2024-lithi_world.csv: the five letters of the chapter";
    report.tell(problem.allowed(allowed).hint("give the file the name under which it is published"));
    chapter.to_owned()
}

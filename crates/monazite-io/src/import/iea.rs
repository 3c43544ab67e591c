//! IEA Critical Minerals Data Explorer: supply by country and demand by sector, scenario and year, as JSON.
//!
//! One row a figure: kilotonnes of contained mineral, or a share where the publisher prints one.
//! Source: IEA, CC BY 4.0.

use super::cell::year;
use super::gazetteer::by_name;
use super::place::Place;
use super::report::{Imported, Report};
use super::resolver::Resolver;
use super::tidy::{PLACE, Tidy, integer, number, place, text};
use crate::results::{Cell, Header};
use serde_json::{Map, Value};

const FORMAT: &str = "iea";
/// The scenario of figures that stand outside any: the base year, and supply of existing and announced projects.
pub const BASE: &str = "base";

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The part of the publication: `supply`, `totalDemand`, `cleantechByTech`, `cleantechByMineral`, `byTechnology`.
    pub part: String,
    /// The mineral as published.
    pub mineral: String,
    /// `mining` or `refining` in `supply`; blank in demand.
    pub stage: String,
    /// Sector or technology of demand; `otherUses`, `totalDemand`, `total`, ... as published; blank in supply.
    pub sector: String,
    /// The country in `supply`, else the world.
    pub place: Place,
    /// `STEPS`, `APS`, `NZE`, or [`BASE`].
    pub scenario: String,
    /// Year.
    pub year: i32,
    /// Kilotonnes of contained mineral, or a share between 0 and 1.
    pub value: f64,
    /// `kt` or `share`.
    pub unit: &'static str,
}

/// Reads the file; what it does not know is told and counted, not guessed.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    let mut report = Report::new(file);
    let mut rows = Vec::new();
    match serde_json::from_slice::<Map<String, Value>>(bytes) {
        Ok(data) => {
            for (part, content) in &data {
                match part.as_str() {
                    "source" => {}
                    "supply" => supply(content, &mut rows, &mut report),
                    "totalDemand" | "cleantechByTech" => demand(part, content, &mut rows, &mut report),
                    "cleantechByMineral" => {
                        for (mineral, path) in members(content, part, &mut report) {
                            Series { part, mineral, stage: "", sector: "total", place: &world() }.read(
                                path,
                                &mut rows,
                                &mut report,
                            );
                        }
                    }
                    "byTechnology" => by_technology(content, &mut rows, &mut report),
                    _ => report.reject(report.warning("an unknown part").cell(part, "")),
                }
            }
            if rows.is_empty() {
                report.tell(
                    report
                        .error("no figure found")
                        .hint("give iea.json of the explorer: objects `supply` and `demand` by mineral"),
                );
            }
        }
        Err(error) => {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
            report.tell(report.error(format!("not a JSON object: {error}")).at(line));
        }
    }
    report.imported(rows)
}

/// `supply.<mineral>.<stage>.countries.<country>.<year>`, beside `total` and `top3Share`.
fn supply(content: &Value, rows: &mut Vec<Row>, report: &mut Report) {
    let mut places = Resolver::new(FORMAT);
    for (mineral, stages) in members(content, "supply", report) {
        for (stage, table) in members(stages, mineral, report) {
            for (kind, paths) in members(table, stage, report) {
                if kind == "countries" {
                    for (country, path) in members(paths, kind, report) {
                        if path.as_object().is_some_and(|path| path.values().all(Value::is_null)) {
                            report.skip("a note among the countries");
                            continue;
                        }
                        let place = places.named(("countries", country), 0, report);
                        Series { part: "supply", mineral, stage, sector: "", place: &place }
                            .read(path, rows, report);
                    }
                } else {
                    let sector = if kind == "total" { "" } else { kind };
                    Series { part: "supply", mineral, stage, sector, place: &world() }
                        .read(paths, rows, report);
                }
            }
        }
    }
}

/// `<part>.<mineral>.sectors.<sector>.<scenario>.<year>`, beside totals.
fn demand(part: &str, content: &Value, rows: &mut Vec<Row>, report: &mut Report) {
    for (mineral, table) in members(content, part, report) {
        for (kind, paths) in members(table, mineral, report) {
            if kind == "sectors" {
                for (sector, path) in members(paths, kind, report) {
                    Series { part, mineral, stage: "", sector, place: &world() }.read(path, rows, report);
                }
            } else {
                Series { part, mineral, stage: "", sector: kind, place: &world() }.read(paths, rows, report);
            }
        }
    }
}

/// `byTechnology.<technology>.minerals.<mineral>.<scenario>.<year>`.
fn by_technology(content: &Value, rows: &mut Vec<Row>, report: &mut Report) {
    for (sector, table) in members(content, "byTechnology", report) {
        for (kind, paths) in members(table, sector, report) {
            if kind == "minerals" {
                for (mineral, path) in members(paths, kind, report) {
                    Series { part: "byTechnology", mineral, stage: "", sector, place: &world() }
                        .read(path, rows, report);
                }
            } else {
                Series { part: "byTechnology", mineral: "", stage: "", sector, place: &world() }
                    .read(paths, rows, report);
            }
        }
    }
}

/// What all figures of one path have in common.
struct Series<'a> {
    part: &'a str,
    mineral: &'a str,
    stage: &'a str,
    sector: &'a str,
    place: &'a Place,
}

impl Series<'_> {
    /// `{"2024": 1, "STEPS": {"2030": 2}}`.
    fn read(&self, path: &Value, rows: &mut Vec<Row>, report: &mut Report) {
        for (key, value) in members(path, self.sector, report) {
            match (year(key), value) {
                (Some(_), Value::Null) => report.skip("no figure"),
                (Some(year), value) => self.push(BASE, year, value, rows, report),
                (None, value) => {
                    for (text, value) in members(value, key, report) {
                        match (year(text), value) {
                            (Some(_), Value::Null) => report.skip("no figure"),
                            (Some(year), value) => self.push(key, year, value, rows, report),
                            (None, _) => report.reject(report.error("no year").cell(key, text)),
                        }
                    }
                }
            }
        }
    }

    fn push(&self, scenario: &str, year: i32, value: &Value, rows: &mut Vec<Row>, report: &mut Report) {
        let Some(value) = value.as_f64().filter(|value| value.abs() <= 1e300) else {
            let problem = report.error("not a number").cell(self.sector, &value.to_string());
            report.reject(
                problem.allowed("a number").hint("the figure is left out; is the file as published?"),
            );
            return;
        };
        rows.push(Row {
            part: self.part.to_owned(),
            mineral: self.mineral.to_owned(),
            stage: self.stage.to_owned(),
            sector: self.sector.to_owned(),
            place: self.place.clone(),
            scenario: scenario.to_owned(),
            year,
            value,
            unit: if self.sector.ends_with("Share") { "share" } else { "kt" },
        });
    }
}

fn world() -> Place {
    by_name(FORMAT, "World")
}

/// The members of an object; told if it is none.
fn members<'a>(
    value: &'a Value,
    name: &str,
    report: &mut Report,
) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
    if !value.is_object() {
        let text: String = value.to_string().chars().take(40).collect();
        report.reject(report.error("not an object").cell(name, &text));
    }
    value.as_object().into_iter().flatten()
}

impl Tidy for Row {
    const COLUMNS: &'static [Header] = &[
        text("part"),
        text("mineral"),
        text("stage"),
        text("sector"),
        PLACE[0],
        PLACE[1],
        PLACE[2],
        text("scenario"),
        integer("year"),
        number("value"),
        text("unit"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let mut cells: Vec<Cell> =
            [&self.part, &self.mineral, &self.stage, &self.sector].map(|text| text.as_str().into()).into();
        cells.extend(place(&self.place));
        cells.extend([
            self.scenario.as_str().into(),
            i64::from(self.year).into(),
            self.value.into(),
            self.unit.into(),
        ]);
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supply_demand_and_what_is_odd() {
        let text = r#"{"source": "x", "supply": {"Cobalt": {"mining": {"countries": {"Democratic Republic of Congo": {"2024": 181.8, "2030": null}},
            "total": {"2024": 273.3}, "top3Share": {"2024": 0.81}}}},
            "totalDemand": {"Cobalt": {"sectors": {"Wind": {"2024": 1, "STEPS": {"2030": 2, "soon": 3}}}, "otherUses": {"2024": "many"}}},
            "weather": 1}"#;
        let read = read(text.as_bytes(), "iea.json");
        assert_eq!(read.rows.len(), 5);
        let cod = read.rows.iter().find(|row| row.place.iso3() == "COD").expect("the country");
        assert_eq!((cod.stage.as_str(), cod.value, cod.unit), ("mining", 181.8, "kt"));
        assert!(read.rows.iter().any(|row| row.unit == "share" && row.sector == "top3Share"));
        assert!(
            read.rows.iter().any(|row| row.scenario == "STEPS" && row.year == 2030 && row.sector == "Wind")
        );
        assert_eq!(read.skipped_total(), 4);
        assert_eq!(read.rows[0].cells().len(), Row::COLUMNS.len());
        assert_eq!(super::read(b"[1]", "iea.json").diagnostics.errors(), 1);
    }
}

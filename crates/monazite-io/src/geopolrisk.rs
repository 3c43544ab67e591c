//! `GeoPolRisk` from three plain tables: production, trade and the weight of every exporter.
//!
//! `production.csv`: `material,country,production_t`; `trade.csv`: `material,importer,exporter,qty_t,value_kusd`;
//! `wgi.csv`: `country,wgi` (0 stable to 1 unstable). The names may begin with `input_`.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::nearest::nearest;
use crate::results::{Header, Kind, Sheet};
use crate::sniff;
use crate::unpack::unpack;
use monazite::metric::geopolrisk::{Import, Market, Score, score_of_bloc, scores};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The three tables, countries as positions.
#[derive(Debug, Clone, PartialEq)]
pub struct Tables {
    countries: Vec<String>,
    weight: Vec<f64>,
    minerals: BTreeMap<String, Mineral>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Mineral {
    production: Vec<f64>,
    imports: Vec<Import>,
}

/// A bloc that imports as one: its name and members.
pub type Bloc = (String, Vec<String>);

/// Reads the three tables of a folder.
///
/// # Errors
/// All problems: a file or column missing, a number that is none or negative, a country without a
/// weight, the same row twice.
pub fn read(dir: &Path) -> Result<Tables, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut tables = Tables { countries: Vec::new(), weight: Vec::new(), minerals: BTreeMap::new() };
    for row in rows(dir, "wgi.csv", ["country", "wgi"], &mut problems) {
        let Some(weight) = row.number(1, &mut problems) else { continue };
        if weight > 1.0 {
            problems.push(row.problem(1, "a weight above 1").allowed("0 (stable) to 1 (unstable)"));
        } else if tables.countries.iter().any(|c| *c == row.cells[0]) {
            problems.push(row.problem(0, "a country twice"));
        } else {
            tables.countries.push(row.cells[0].clone());
            tables.weight.push(weight);
        }
    }
    let mut produced = BTreeSet::new();
    let columns = ["material", "country", "production_t"];
    for row in rows(dir, "production.csv", columns, &mut problems) {
        let (place, mass) = (row.country(1, &tables, &mut problems), row.number(2, &mut problems));
        if let (Some(place), Some(mass)) = (place, mass) {
            if !produced.insert((row.cells[0].clone(), place)) {
                problems.push(
                    row.problem(1, "a material and country twice").hint("add the two up, or remove one"),
                );
            }
            tables.mineral(&row.cells[0]).production[place] += mass;
        }
    }
    let mut traded = BTreeSet::new();
    let columns = ["material", "importer", "exporter", "qty_t", "value_kusd"];
    for row in rows(dir, "trade.csv", columns, &mut problems) {
        let (importer, exporter) =
            (row.country(1, &tables, &mut problems), row.country(2, &tables, &mut problems));
        let (mass, value) = (row.number(3, &mut problems), row.number(4, &mut problems));
        if let (Some(importer), Some(exporter), Some(mass), Some(value)) = (importer, exporter, mass, value) {
            if !traded.insert((row.cells[0].clone(), importer, exporter)) {
                problems.push(row.problem(1, "a flow twice").hint("add the two up, or remove one"));
            }
            tables.mineral(&row.cells[0]).imports.push(Import { importer, exporter, mass, value });
        }
    }
    if problems.errors() > 0 { Err(problems) } else { Ok(tables) }
}

impl Tables {
    fn mineral(&mut self, key: &str) -> &mut Mineral {
        let countries = self.countries.len();
        let mineral = self.minerals.entry(key.to_owned()).or_default();
        mineral.production.resize(countries, 0.0);
        mineral
    }

    /// One row a country and mineral, then one a bloc and mineral.
    ///
    /// # Errors
    /// A bloc that names a country without a weight.
    pub fn scores(&self, blocs: &[Bloc]) -> Result<Sheet, Diagnostics> {
        let mut problems = Diagnostics::default();
        let blocs: Vec<(&str, Vec<usize>)> = blocs
            .iter()
            .map(|(name, members)| {
                let places = members.iter().filter_map(|m| {
                    let place = self.countries.iter().position(|c| c == m);
                    if place.is_none() {
                        let problem = Diagnostic::error("--bloc", "a country without a weight");
                        problems.push(problem.cell(name, m).hint("add it to wgi.csv"));
                    }
                    place
                });
                (name.as_str(), places.collect())
            })
            .collect();
        if problems.errors() > 0 {
            return Err(problems);
        }
        let mut sheet = Sheet::new(COLUMNS);
        for (key, mineral) in &self.minerals {
            let Mineral { production, imports } = mineral;
            let market = Market { production, weight: &self.weight, imports };
            for (country, score) in self.countries.iter().zip(scores(&market)) {
                sheet.push(cells(country, key, &score));
            }
            for (name, members) in &blocs {
                sheet.push(cells(name, key, &score_of_bloc(&market, members)));
            }
        }
        Ok(sheet)
    }
}

const COLUMNS: &[Header] = &[
    ("unit", Kind::Text),
    ("material", Kind::Text),
    ("hhi", Kind::Number),
    ("numerator", Kind::Number),
    ("total_imports_t", Kind::Number),
    ("domestic_production_t", Kind::Number),
    ("price", Kind::Number),
    ("import_risk", Kind::Number),
    ("geopolrisk_score", Kind::Number),
    ("characterization_factor", Kind::Number),
];

fn cells(unit: &str, mineral: &str, score: &Score) -> Vec<crate::results::Cell> {
    vec![
        unit.into(),
        mineral.into(),
        score.hhi.into(),
        score.weighted_imports.into(),
        score.imports.into(),
        score.production.into(),
        score.price.into(),
        score.import_risk.into(),
        score.score.into(),
        score.characterization_factor.into(),
    ]
}

/// A row with the wanted cells in the wanted order.
struct Row {
    file: &'static str,
    line: u32,
    columns: Vec<&'static str>,
    cells: Vec<String>,
}

impl Row {
    fn problem(&self, column: usize, message: &str) -> Diagnostic {
        Diagnostic::error(self.file, message).at(self.line).cell(self.columns[column], &self.cells[column])
    }

    fn number(&self, column: usize, problems: &mut Diagnostics) -> Option<f64> {
        let number = self.cells[column].parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
        if number.is_none() {
            problems.push(self.problem(column, "not a number from 0").allowed("0, 12.5, 1e6"));
        }
        number
    }

    fn country(&self, column: usize, tables: &Tables, problems: &mut Diagnostics) -> Option<usize> {
        let name = &self.cells[column];
        let place = tables.countries.iter().position(|c| c == name);
        if place.is_none() {
            let near = nearest(name, tables.countries.iter().map(String::as_str));
            let hint = near.map_or_else(
                || "add it to wgi.csv".to_owned(),
                |n| format!("did you mean `{n}`? otherwise add it to wgi.csv"),
            );
            problems.push(self.problem(column, "a country without a weight").hint(hint));
        }
        place
    }
}

/// The text of a table, plain or packed, under one of its two names.
fn text_of(dir: &Path, file: &str) -> Result<String, Diagnostic> {
    let names = [file.to_owned(), format!("input_{file}")];
    let packed =
        names.iter().flat_map(|name| ["", ".gz", ".zip"].map(|end| dir.join(format!("{name}{end}"))));
    let found: Vec<PathBuf> = packed.filter(|path| path.exists()).collect();
    let path = match found.as_slice() {
        [path] => path.clone(),
        [] => dir.join(file),
        _ => return Err(Diagnostic::error(file, "the table is there twice").hint("remove one of the files")),
    };
    let bytes =
        std::fs::read(&path).map_err(|error| Diagnostic::error(file, format!("cannot be read: {error}")))?;
    let bytes = unpack(&bytes, file, false)?.bytes.into_owned();
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Diagnostic::error(file, "the table is not UTF-8")
            .at(u32::try_from(line).unwrap_or(u32::MAX))
            .hint("save it as UTF-8")
    })
}

/// The rows of a file that have all columns; everything else is told.
fn rows<const N: usize>(
    dir: &Path,
    file: &'static str,
    columns: [&'static str; N],
    problems: &mut Diagnostics,
) -> Vec<Row> {
    let text = match text_of(dir, file) {
        Ok(text) => text,
        Err(problem) => {
            problems.push(problem.allowed(format!("columns: {}", columns.join(","))));
            return Vec::new();
        }
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(sniff::delimiter(text.as_bytes()))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let places: Vec<Option<usize>> =
        columns.iter().map(|c| header.iter().position(|h| h.trim() == *c)).collect();
    let missing: Vec<&str> =
        columns.iter().zip(&places).filter(|(_, p)| p.is_none()).map(|(c, _)| *c).collect();
    if !missing.is_empty() {
        let problem = Diagnostic::error(file, format!("no column {}", missing.join(", "))).at(1);
        problems.push(problem.hint(format!("the header is: {}", columns.join(","))));
        return Vec::new();
    }
    let places: Vec<usize> = places.into_iter().flatten().collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let Ok(record) = record else {
            problems.push(Diagnostic::error(file, "a row cannot be read"));
            break;
        };
        let line = record.position().map_or(0, |p| u32::try_from(p.line()).unwrap_or(u32::MAX));
        if record.len() != header.len() {
            let message = format!("{} cells where the header has {}", record.len(), header.len());
            problems.push(Diagnostic::error(file, message).at(line));
            continue;
        }
        let cells = places.iter().map(|&p| record[p].trim().to_owned()).collect();
        rows.push(Row { file, line, columns: columns.to_vec(), cells });
    }
    rows
}

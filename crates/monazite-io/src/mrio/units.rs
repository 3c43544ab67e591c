//! The file `unit.txt` or `unit.csv` of a table or of its extensions: the unit of each row, or one for all.

use super::money;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::sniff;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// Units by label, the parts of a label joined by `|`; under a blank label the unit of all.
pub(super) fn read(
    file: &str,
    mut reader: impl Read,
    problems: &mut Diagnostics,
) -> Option<BTreeMap<String, String>> {
    let mut text = String::new();
    if let Err(error) = reader.read_to_string(&mut text) {
        let problem = Diagnostic::error(file, format!("cannot be read: {error}"));
        problems.push(problem.hint("save it as UTF-8 text: one unit, or a label and its unit a line"));
        return None;
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(sniff::delimiter(text.as_bytes()))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut units = BTreeMap::new();
    for (line, record) in csv.records().flatten().enumerate() {
        let mut cells: Vec<&str> = record.iter().map(str::trim).collect();
        let Some(unit) = cells.pop() else { continue };
        let is_header = line == 0 && unit.eq_ignore_ascii_case("unit");
        if !is_header {
            units.insert(cells.join("|"), unit.to_owned());
        }
    }
    Some(units)
}

/// The one unit of a table's money; told if rows have other units, or several.
pub(super) fn one_money(
    file: &str,
    units: &BTreeMap<String, String>,
    problems: &mut Diagnostics,
) -> Option<String> {
    let other: Vec<(&String, &String)> = units.iter().filter(|(_, unit)| !money::is_money(unit)).collect();
    if let Some((label, unit)) = other.first() {
        let message =
            format!("{} of {} rows are not in money: the table is not monetary", other.len(), units.len());
        problems.push(
            Diagnostic::error(file, message)
                .cell(label, unit)
                .allowed("million USD, million EUR, ...")
                .hint("give the monetary edition; tables in physical or mixed units are not read"),
        );
        return None;
    }
    let distinct: BTreeSet<&String> = units.values().collect();
    if distinct.len() > 1 {
        let all: Vec<&str> = distinct.iter().map(|unit| unit.as_str()).collect();
        problems.push(
            Diagnostic::error(file, "the rows have several units of money")
                .cell("", &all.join(", "))
                .hint("bring them into one"),
        );
        return None;
    }
    distinct.into_iter().next().cloned()
}

//! Rows about a year far from that of the dataset: the nearest year of each thing counts, however far it is.

use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite::datum::Provenance;
use monazite::system::System;
use std::collections::BTreeMap;

/// Rows of more years before or after the dataset's are told.
const YEARS: i32 = 5;

/// Tells, once a table, how many of its rows are of a year far from the dataset's.
#[must_use]
pub fn dated(system: &System) -> Diagnostics {
    let reports = system.production.iter().map(|row| &row.datum.provenance);
    let reports = reports.chain(system.flows.iter().map(|row| &row.datum.provenance));
    let reports = reports.chain(system.imports.iter().map(|row| &row.datum.provenance));
    let reports = reports.chain(system.demand.iter().map(|row| &row.datum.provenance));
    let far = |provenance: &&Provenance| (provenance.year - system.year).abs() > YEARS;
    // By table: how many, and the first line with its year.
    let mut found: BTreeMap<&str, (u64, (u32, i32))> = BTreeMap::new();
    for provenance in reports.filter(far) {
        let this = (provenance.row.line, provenance.year);
        let (rows, first) = found.entry(provenance.row.table).or_insert((0, this));
        *rows += 1;
        *first = (*first).min(this);
    }
    let mut problems = Diagnostics::default();
    for (table, (rows, (line, year))) in found {
        let message =
            format!("{rows} rows are more than {YEARS} years from the year of the dataset, {}", system.year);
        problems.push(
            Diagnostic::warning(table, message)
                .at(line)
                .cell("year", &year.to_string())
                .allowed(format!("{} to {}", system.year - YEARS, system.year + YEARS))
                .hint("where a thing has no row of the year, that of the nearest counts as it stands: bring it to the year"),
        );
    }
    problems
}

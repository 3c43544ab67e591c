//! Rows about one thing that are far apart: both count, the balance goes between them, and a reader should know.

use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite::datum::Datum;
use monazite::id::{CountryId, FormId};
use monazite::quantity::TonnesPerYear;
use monazite::system::System;
use std::collections::BTreeMap;

/// Reports of one thing may be this many times apart before it is told.
pub const TIMES: f64 = 2.0;

/// What a row is about: its table, forms, process, who and with whom, and the year.
type Key = (&'static str, Vec<FormId>, String, Vec<CountryId>, i32);
type Mass = Datum<TonnesPerYear>;

/// Every two rows about one thing whose values are more than [`TIMES`] apart and whose ranges do not meet: the lowest and
/// the highest of it, both named with their sources.
#[must_use]
pub fn apart(system: &System) -> Diagnostics {
    let mut about: BTreeMap<Key, Vec<&Mass>> = BTreeMap::new();
    for (mut key, datum) in rows(system) {
        key.1.sort_unstable();
        about.entry(key).or_default().push(datum);
    }
    let mut problems = Diagnostics::default();
    for ((table, forms, process, who, year), mut data) in about {
        // The place of a row parts two that say the same, so that the order of rows changes nothing.
        data.sort_by(|a, b| {
            a.value.get().total_cmp(&b.value.get()).then(a.provenance.row.cmp(&b.provenance.row))
        });
        let [least, .., most] = data.as_slice() else { continue };
        let (low, high) = (least.value.get(), most.value.get());
        if high <= TIMES * low || ends(least).1 >= ends(most).0 {
            continue;
        }
        let times = if low > 0.0 { format!("{:.1} times", high / low) } else { "endlessly far".to_owned() };
        let forms: Vec<&str> = forms.iter().map(|&form| system.forms.key(form)).collect();
        let who: Vec<&str> = who.iter().map(|&country| system.countries.key(country)).collect();
        let of = [forms.join("|"), process, who.join(","), year.to_string()];
        let of: Vec<&str> = of.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        problems.push(
            Diagnostic::warning(table, format!("two rows about one thing are {times} apart"))
                .at(most.provenance.row.line)
                .cell(&of.join(" "), &said(system, most))
                .allowed(format!("up to {TIMES} times {}, or ranges that meet", said(system, least)))
                .hint("both count and the balance goes between them: widen the range of the weaker, or remove it"),
        );
    }
    problems
}

/// All reported masses with what they are about.
fn rows(system: &System) -> impl Iterator<Item = (Key, &Mass)> {
    let process = |id: Option<_>| id.map_or_else(String::new, |id| system.processes.key(id).to_owned());
    let made = system.production.iter().map(move |row| {
        let key = (row.forms.clone(), process(row.process), vec![row.country]);
        (key, &row.datum)
    });
    let traded = system
        .flows
        .iter()
        .map(|row| ((vec![row.form], row.code.clone(), vec![row.exporter, row.importer]), &row.datum));
    let imported =
        system.imports.iter().map(|row| ((vec![row.form], row.code.clone(), vec![row.importer]), &row.datum));
    made.chain(traded).chain(imported).map(|((forms, how, who), datum)| {
        ((datum.provenance.row.table, forms, how, who, datum.provenance.year), datum)
    })
}

/// The ends of a datum's range; without one, two standard errors of its quality.
fn ends(datum: &Mass) -> (f64, f64) {
    let (value, low, high) = (datum.value.get(), datum.low.get(), datum.high.get());
    let slack = 2.0 * datum.sigma();
    if high > low { (low, high) } else { (value - slack, value + slack) }
}

/// A datum as a reader finds it: its row, value and source.
fn said(system: &System, datum: &Mass) -> String {
    let provenance = &datum.provenance;
    format!(
        "{} t/y ({}, line {})",
        datum.value.get(),
        system.sources.key(provenance.source),
        provenance.row.line
    )
}

//! What a strict check asks of the ledger: no term that is over without a successor, no scenario that has drifted.

use super::request::day;
use crate::error::Error;
use jiff::civil::Date;
use monazite_io::ledger::{drifts, embedded, feeds};
use monazite_io::{Diagnostic, Diagnostics};
use monazite_track::ledger::overdue;

/// Every problem of the embedded ledger on a day; the last day of which it knows anything if none is given.
///
/// # Errors
/// [`Error::Request`] for a day that is none.
pub(crate) fn strict(on: Option<&str>) -> Result<Diagnostics, Error> {
    let ledger = embedded()?;
    let on = match on {
        Some(text) => day("on", text)?,
        None => ledger.as_of().unwrap_or(Date::MIN),
    };
    let mut problems = Diagnostics::default();
    for overdue in overdue(&ledger, on) {
        let row = overdue.row;
        let until = row.until.map(|until| until.to_string()).unwrap_or_default();
        problems.push(
            Diagnostic::error(
                "statuses.csv",
                format!(
                    "{}: the term of `{}` is over on {on} and nothing says what followed",
                    row.clause,
                    row.status.word()
                ),
            )
            .at(row.line)
            .cell("until", &until)
            .allowed(format!("a row of {} that begins by {until}", row.clause))
            .hint("add what followed; `not_verified` where nobody has seen it"),
        );
    }
    for drift in drifts(&ledger, &feeds()) {
        let about = if drift.shock.is_empty() { drift.clause.clone() } else { drift.shock.clone() };
        problems.push(
            Diagnostic::error(
                &format!("{}.toml", drift.scenario),
                format!("on {}: {}", drift.on, drift.message),
            )
            .cell("shock", &about)
            .allowed(format!("the dates of {}", drift.clause))
            .hint("change the days of the shock, or its clauses, or the ledger"),
        );
    }
    problems.sort();
    Ok(problems)
}

//! Did it bite? The studies that were filed.

use super::ledger::Shown;
use super::parties::history;
use super::request::Track;
use crate::error::Error;
use monazite_io::history::studies;
use monazite_io::results::{Header, Kind, Sheet};
use monazite_track::bite::{Filed, Found, study};
use monazite_track::history::{Basis, Point, import_share};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const COLUMNS: &[Header] = &[
    ("study", Kind::Text),
    ("clause", Kind::Text),
    ("series", Kind::Text),
    ("importer", Kind::Text),
    ("from", Kind::Text),
    ("basis", Kind::Text),
    ("event", Kind::Integer),
    ("first", Kind::Integer),
    ("last", Kind::Integer),
    ("verdict", Kind::Text),
    ("why", Kind::Text),
    ("effect", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("least_shown", Kind::Number),
    ("rank_places", Kind::Number),
    ("interrupted", Kind::Number),
    ("rank_dates", Kind::Number),
    ("fit_before", Kind::Number),
    ("others", Kind::Integer),
    ("weights", Kind::Text),
    ("filed", Kind::Text),
    ("hypothesis", Kind::Text),
];

/// Sheet `bite`, and the page.
pub(super) fn answer(request: &Track) -> Result<Shown, Error> {
    let mut sheet = Sheet::new(COLUMNS);
    let mut text = "Did it bite? Each study was filed, with a hash of what it asks, before it was run\n\
        The effect is on the share of imports by mass, in points, against a mix of others that moved alike before\n"
        .to_owned();
    for (filed, hash, found) in run(request)? {
        row(&mut sheet, &filed, &found, &hash);
        let _ = writeln!(
            text,
            "\n  {} ({}, {}-{})\n    {}",
            filed.hypothesis,
            filed.clause,
            filed.window.0,
            filed.window.1,
            said(&found)
        );
    }
    Ok((vec![("bite", sheet)], text))
}

/// What each study found, a line each.
pub(super) fn findings(request: &Track) -> Result<Vec<String>, Error> {
    let line = |(filed, _, found): &(Filed, String, Found)| format!("{}: {}", filed.hypothesis, said(found));
    Ok(run(request)?.iter().map(line).collect())
}

/// Runs every study of a series that is asked for.
fn run(request: &Track) -> Result<Vec<(Filed, String, Found)>, Error> {
    let history = history(request)?;
    let mut done = Vec::new();
    for (filed, hash) in studies()? {
        let Some(series) = history.trade.iter().find(|series| series.title.key == filed.series) else {
            continue;
        };
        let supplier = filed.supplier.as_str();
        let mut lines: BTreeMap<&str, Vec<Point>> = BTreeMap::new();
        for (importer, by) in &series.flows {
            // Who never bought from the supplier tells nothing about its share.
            if importer != supplier && by.contains_key(supplier) {
                lines.insert(importer, import_share(series, &[importer], &[supplier], Basis::Mass));
            }
        }
        let found = study(&filed, &lines);
        done.push((filed, hash, found));
    }
    Ok(done)
}

fn row(sheet: &mut Sheet, filed: &Filed, found: &Found, hash: &str) {
    let weights: Vec<String> =
        found.weights.iter().filter(|(_, w)| *w > 0.005).map(|(who, w)| format!("{who} {w:.2}")).collect();
    sheet.push(vec![
        filed.key.as_str().into(),
        filed.clause.as_str().into(),
        filed.series.as_str().into(),
        filed.importer.as_str().into(),
        filed.supplier.as_str().into(),
        "mass".into(),
        i64::from(filed.event).into(),
        i64::from(filed.window.0).into(),
        i64::from(filed.window.1).into(),
        found.verdict.said().into(),
        found.why.as_str().into(),
        found.effect.into(),
        (found.effect - found.least).into(),
        (found.effect + found.least).into(),
        found.least.into(),
        found.rank.into(),
        found.interrupted.into(),
        found.rank_dates.into(),
        found.before.into(),
        i64::try_from(found.others).unwrap_or(0).into(),
        weights.join(", ").into(),
        hash.into(),
        filed.hypothesis.as_str().into(),
    ]);
}

/// The finding in one line.
fn said(found: &Found) -> String {
    if found.effect.is_nan() {
        return format!("{}: {}", found.verdict.said(), found.why);
    }
    let why = if found.why.is_empty() { String::new() } else { format!(": {}", found.why) };
    format!(
        "{}{why}; {:+.0} points, at least {:.0} would have been shown; as large in {:.0} % of {} places without the measure; against its own line before {:+.0}",
        found.verdict.said(),
        100.0 * found.effect,
        100.0 * found.least,
        100.0 * found.rank,
        found.others,
        100.0 * found.interrupted
    )
}

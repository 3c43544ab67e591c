//! What holds of measures and commitments on a day.

use super::request::{Track, day};
use crate::error::Error;
use crate::name;
use crate::study::Study;
use monazite_brief::summary::{self, Held};
use monazite_io::ledger::{embedded, feeds, with_own};
use monazite_io::nearest;
use monazite_io::results::{Sheet, track};
use monazite_track::ledger::{Ask, Ledger, Part, held, readings, totals};
use std::collections::{BTreeMap, BTreeSet};

/// Named sheets and the text for a terminal.
pub(super) type Shown = (Vec<(&'static str, Sheet)>, String);

/// Sheets `ledger`, `statuses`, `entities` and `money`, and the page for a terminal.
pub(super) fn answer(study: &Study, request: &Track) -> Result<Shown, Error> {
    let ledger = read(request)?;
    let last = ledger.as_of().unwrap_or_default();
    let on = request.on.as_deref().map_or(Ok(last), |text| day("on", text))?;
    let known = request.known.as_deref().map_or(Ok(last), |text| day("known", text))?;
    reading_is_there(&ledger, request)?;
    let mineral = request.mineral.as_deref().map(|key| name::mineral(study.system(), key)).transpose()?;
    let mineral = mineral.map(|id| study.system().minerals.key(id).to_owned());
    issuer_is_there(&ledger, request)?;
    let ask = Ask { on, known, reading: request.reading.as_deref() };
    let rows: Vec<_> = held(&ledger, ask)
        .into_iter()
        .filter(|(clause, _)| mineral.as_ref().is_none_or(|key| clause.minerals.contains(key)))
        .filter(|(clause, _)| request.issuer.as_ref().is_none_or(|who| clause.issuer == *who))
        .collect();
    let mut fed: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for feed in feeds() {
        for clause in feed.clauses {
            let scenarios = fed.entry(clause).or_default();
            if !scenarios.contains(&feed.scenario) {
                scenarios.push(feed.scenario);
            }
        }
    }
    let standing = rows.iter().filter(|(_, standing)| Part::of(standing) != Part::Over);
    let money = totals(standing.map(|(clause, _)| *clause));
    let text =
        summary::ledger(&Held { rows: &rows, on, known, within: request.within, feeds: &fed, money: &money });
    let sheets = vec![
        ("ledger", track::ledger(&rows, &fed)),
        ("statuses", track::statuses(&ledger, known)),
        ("entities", track::entities(&ledger.entities)),
        ("money", track::money(&money)),
    ];
    Ok((sheets, text))
}

/// The embedded ledger with what the user says holds.
fn read(request: &Track) -> Result<Ledger, Error> {
    let ledger = embedded()?;
    let Some(path) = &request.holds else { return Ok(ledger) };
    let shown = path.display().to_string();
    let bytes = std::fs::read(path)
        .map_err(|source| Error::Io { what: format!("{shown} cannot be read"), source })?;
    Ok(with_own(ledger, &shown, &bytes)?)
}

fn reading_is_there(ledger: &Ledger, request: &Track) -> Result<(), Error> {
    let Some(name) = &request.reading else { return Ok(()) };
    let rows: Vec<_> = ledger.statuses.iter().collect();
    let all = readings(&rows, jiff::civil::Date::MAX);
    if all.contains(name) {
        return Ok(());
    }
    Err(Error::request("reading", format!("no reading `{name}`; use one of: {}", all.join(", "))))
}

fn issuer_is_there(ledger: &Ledger, request: &Track) -> Result<(), Error> {
    let Some(who) = &request.issuer else { return Ok(()) };
    let all: BTreeSet<&str> = ledger.clauses.iter().map(|clause| clause.issuer.as_str()).collect();
    if all.contains(who.as_str()) {
        return Ok(());
    }
    let hint = nearest(who, all.iter().copied())
        .map_or_else(|| all.iter().copied().collect::<Vec<_>>().join(", "), str::to_owned);
    Err(Error::request("issuer", format!("the ledger has no clause of `{who}`; did you mean {hint}?")))
}

//! Scenarios that clauses feed, and where the two have come apart.
//!
//! A shock of a scenario names its clauses, and the scenario the reading that it takes where sources disagree.
//! While a shock is active every clause that it names holds; while a clause holds one of the shocks that name it is active.

use crate::scenario::{Entry, library};
use jiff::civil::Date;
use monazite_track::ledger::{Ask, Ledger, Status, standing};
use std::collections::BTreeSet;

/// A shock and the clauses that it is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Key of the scenario.
    pub scenario: &'static str,
    /// The reading that the scenario takes; blank for none.
    pub reading: String,
    /// First day of the scenario, and the first one after it.
    pub horizon: (Date, Date),
    /// Name of the shock.
    pub shock: String,
    /// Days in force, from and until.
    pub active: Vec<(Date, Option<Date>)>,
    /// Keys of clauses.
    pub clauses: Vec<String>,
}

/// A day on which a scenario and the ledger disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// Key of the scenario.
    pub scenario: &'static str,
    /// Name of the shock; blank where no shock is active.
    pub shock: String,
    /// The clause.
    pub clause: String,
    /// A day on which they disagree.
    pub on: Date,
    /// What is wrong.
    pub message: String,
}

/// Every shock of the library that names its clauses, in the order of keys.
#[must_use]
pub fn feeds() -> Vec<Feed> {
    library().iter().flat_map(of).collect()
}

/// The shocks of one scenario that name clauses. What is not well formed is reported by the reader of scenarios.
fn of(entry: &Entry) -> Vec<Feed> {
    let Ok(file) = entry.text.parse::<toml::Table>() else { return Vec::new() };
    let Some(start) = file.get("start").and_then(date) else { return Vec::new() };
    let weeks = file.get("weeks").and_then(toml::Value::as_integer).unwrap_or(0);
    let end = start.checked_add(jiff::Span::new().weeks(weeks)).unwrap_or(Date::MAX);
    let text = |table: &toml::Table, key: &str| {
        table.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
    };
    let reading = text(&file, "reading");
    let shocks = file.get("shock").and_then(toml::Value::as_array).into_iter().flatten();
    shocks
        .filter_map(toml::Value::as_table)
        .filter_map(|shock| {
            let clauses: Vec<String> = shock
                .get("clauses")?
                .as_array()?
                .iter()
                .filter_map(toml::Value::as_str)
                .map(str::to_owned)
                .collect();
            let active = match shock.get("active").and_then(toml::Value::as_array) {
                None => vec![(start, None)],
                Some(intervals) => intervals
                    .iter()
                    .filter_map(toml::Value::as_table)
                    .filter_map(|interval| {
                        Some((interval.get("from").and_then(date)?, interval.get("until").and_then(date)))
                    })
                    .collect(),
            };
            Some(Feed {
                scenario: entry.key,
                reading: reading.clone(),
                horizon: (start, end),
                shock: text(shock, "name"),
                active,
                clauses,
            })
        })
        .collect()
}

/// A date of TOML.
fn date(value: &toml::Value) -> Option<Date> {
    value.as_datetime()?.date?.to_string().parse().ok()
}

impl Feed {
    fn is_active(&self, on: Date) -> bool {
        self.active.iter().any(|(from, until)| *from <= on && until.is_none_or(|until| on < until))
    }
}

/// Every day on which something changes and a scenario and its clauses disagree.
#[must_use]
pub fn drifts(ledger: &Ledger, feeds: &[Feed]) -> Vec<Drift> {
    let mut found = Vec::new();
    for feed in feeds {
        let same = |other: &&Feed| other.scenario == feed.scenario;
        for key in &feed.clauses {
            let drift = |shock: &str, on: Date, message: String| Drift {
                scenario: feed.scenario,
                shock: shock.to_owned(),
                clause: key.clone(),
                on,
                message,
            };
            if ledger.clause(key).is_none() {
                found.push(drift(&feed.shock, feed.horizon.0, "the ledger has no such clause".to_owned()));
                continue;
            }
            let history = ledger.history(key);
            let reading = Some(feed.reading.as_str()).filter(|name| !name.is_empty());
            let naming: Vec<&Feed> =
                feeds.iter().filter(same).filter(|other| other.clauses.contains(key)).collect();
            let mut days: BTreeSet<Date> = BTreeSet::from([feed.horizon.0]);
            days.extend(history.iter().map(|row| row.date.first()));
            days.extend(history.iter().filter_map(|row| row.until.map(monazite_track::day::Day::first)));
            days.extend(
                naming
                    .iter()
                    .flat_map(|f| &f.active)
                    .flat_map(|(from, until)| [Some(*from), *until])
                    .flatten(),
            );
            for on in days.into_iter().filter(|day| *day >= feed.horizon.0 && *day < feed.horizon.1) {
                let standing = standing(&history, Ask { on, known: Date::MAX, reading });
                // Past its term a clause holds no longer, whatever follows.
                let holds = standing.as_ref().is_some_and(|s| {
                    s.status == Status::InForce && s.until.is_none_or(|until| on < until.first())
                });
                if feed.is_active(on) && !holds {
                    let status = standing.map_or_else(|| "not there yet".to_owned(), |s| s.status.said());
                    found.push(drift(
                        &feed.shock,
                        on,
                        format!("the shock is active and the clause is {status}"),
                    ));
                }
                let first = naming.first().is_some_and(|first| first.shock == feed.shock);
                if first && holds && !naming.iter().any(|f| f.is_active(on)) {
                    found.push(drift(
                        "",
                        on,
                        "the clause is in force and no shock that names it is active".to_owned(),
                    ));
                }
            }
        }
    }
    found
}

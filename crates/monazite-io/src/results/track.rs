//! Sheets of `track`.

use super::sheet::{Cell, Header, Kind, Sheet};
use jiff::civil::Date;
use monazite_track::day::Day;
use monazite_track::ledger::{Clause, Entity, Ledger, Standing, StatusRow, Total};
use std::collections::BTreeMap;

const LEDGER: &[Header] = &[
    ("clause", Kind::Text),
    ("measure", Kind::Text),
    ("issuer", Kind::Text),
    ("against", Kind::Text),
    ("instrument", Kind::Text),
    ("minerals", Kind::Text),
    ("title", Kind::Text),
    ("status", Kind::Text),
    ("since", Kind::Text),
    ("until", Kind::Text),
    ("sure", Kind::Text),
    ("readings", Kind::Text),
    ("scenarios", Kind::Text),
    ("money", Kind::Number),
    ("currency", Kind::Text),
    ("money_kind", Kind::Text),
    ("part_of", Kind::Text),
    ("goods", Kind::Text),
    ("hs6", Kind::Text),
    ("basket", Kind::Text),
    ("end_users", Kind::Text),
    ("changes", Kind::Text),
    ("evidence", Kind::Text),
    ("source", Kind::Text),
    ("url", Kind::Text),
    ("note", Kind::Text),
];

fn day(day: Option<Day>) -> Cell {
    day.map(|day| day.to_string()).unwrap_or_default().into()
}

/// What holds: one row a clause that was known, with the scenarios that it feeds.
#[must_use]
pub fn ledger(held: &[(&Clause, Standing<'_>)], feeds: &BTreeMap<String, Vec<&'static str>>) -> Sheet {
    let mut sheet = Sheet::new(LEDGER);
    for (clause, standing) in held {
        let readings: Vec<String> = standing
            .verdict
            .readings
            .iter()
            .map(|reading| {
                let until = reading.until.map(|until| format!(" until {until}")).unwrap_or_default();
                let seen = if reading.verified { "" } else { " (not verified)" };
                format!("{}: {}{until}{seen}", reading.name, reading.status.said())
            })
            .collect();
        let money = clause.money.as_ref();
        let text = |text: &str| Cell::from(text);
        let minerals = if clause.minerals.is_empty() {
            clause.other_minerals.clone()
        } else {
            clause.minerals.join("|")
        };
        sheet.push(vec![
            text(&clause.key),
            text(&clause.measure),
            text(&clause.issuer),
            text(&clause.against),
            text(clause.instrument.word()),
            minerals.into(),
            text(&clause.title),
            text(standing.status.word()),
            standing.since.to_string().into(),
            day(standing.until),
            text(standing.verdict.kind.said()),
            readings.join("; ").into(),
            feeds.get(&clause.key).map(|keys| keys.join("|")).unwrap_or_default().into(),
            money.map_or(f64::NAN, |money| money.amount).into(),
            text(money.map_or("", |money| &money.currency)),
            text(money.map_or("", |money| &money.kind)),
            text(clause.part_of.as_deref().unwrap_or_default()),
            clause.goods.join("|").into(),
            clause.hs6().join("|").into(),
            text(&clause.basket),
            text(&clause.end_users),
            text(&clause.changes),
            text(standing.row.evidence.word()),
            text(&standing.row.source),
            text(&standing.row.url),
            text(&clause.note),
        ]);
    }
    sheet
}

const HISTORY: &[Header] = &[
    ("clause", Kind::Text),
    ("reading", Kind::Text),
    ("status", Kind::Text),
    ("date", Kind::Text),
    ("until", Kind::Text),
    ("known", Kind::Text),
    ("evidence", Kind::Text),
    ("source", Kind::Text),
    ("url", Kind::Text),
    ("note", Kind::Text),
];

/// Status histories as they were known on a day.
#[must_use]
pub fn statuses(ledger: &Ledger, known: Date) -> Sheet {
    let mut sheet = Sheet::new(HISTORY);
    let seen = |row: &&StatusRow| row.own || row.known.first() <= known;
    for row in ledger.statuses.iter().filter(seen) {
        sheet.push(vec![
            row.clause.as_str().into(),
            if row.own { "your file" } else { row.reading.as_str() }.into(),
            row.status.word().into(),
            row.date.to_string().into(),
            day(row.until),
            row.known.to_string().into(),
            row.evidence.word().into(),
            row.source.as_str().into(),
            row.url.as_str().into(),
            row.note.as_str().into(),
        ]);
    }
    sheet
}

const ENTITIES: &[Header] = &[
    ("clause", Kind::Text),
    ("entity", Kind::Text),
    ("country", Kind::Text),
    ("since", Kind::Text),
    ("until", Kind::Text),
    ("source", Kind::Text),
    ("url", Kind::Text),
];

/// Entities that lists name.
#[must_use]
pub fn entities(entities: &[Entity]) -> Sheet {
    let mut sheet = Sheet::new(ENTITIES);
    for entity in entities {
        sheet.push(vec![
            entity.clause.as_str().into(),
            entity.name.as_str().into(),
            entity.country.as_str().into(),
            entity.since.to_string().into(),
            day(entity.until),
            entity.source.as_str().into(),
            entity.url.as_str().into(),
        ]);
    }
    sheet
}

const MONEY: &[Header] = &[
    ("issuer", Kind::Text),
    ("instrument", Kind::Text),
    ("money_kind", Kind::Text),
    ("currency", Kind::Text),
    ("amount", Kind::Number),
    ("clauses", Kind::Integer),
];

/// Sums of like money.
#[must_use]
pub fn money(totals: &[Total]) -> Sheet {
    let mut sheet = Sheet::new(MONEY);
    for total in totals {
        sheet.push(vec![
            total.issuer.as_str().into(),
            total.instrument.word().into(),
            total.kind.as_str().into(),
            total.currency.as_str().into(),
            total.amount.into(),
            i64::try_from(total.rows).unwrap_or(i64::MAX).into(),
        ]);
    }
    sheet
}

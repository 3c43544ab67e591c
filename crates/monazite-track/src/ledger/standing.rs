//! What holds on a day, by what was known on a day, in a reading or in all of them.

use super::status::{Status, StatusRow};
use crate::day::Day;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What is asked of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask<'a> {
    /// The day on which something holds.
    pub on: Date,
    /// The day by which it must have been known.
    pub known: Date,
    /// The reading; `None` for what all say.
    pub reading: Option<&'a str>,
}

/// How sure an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nobody disagrees, and somebody saw it.
    Settled,
    /// A user says so.
    Own,
    /// One reading was named.
    Read,
    /// Readings disagree.
    Disputed,
    /// A term is over and nobody has verified what followed.
    NotVerified,
}

impl Kind {
    /// Its words.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::Own => "by your file",
            Self::Read => "by the reading named",
            Self::Disputed => "disputed",
            Self::NotVerified => "not verified",
        }
    }
}

/// What one reading says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its name.
    pub name: String,
    /// The status in it.
    pub status: Status,
    /// When that ends.
    pub until: Option<Day>,
    /// Whether anybody but an interested side saw it.
    pub verified: bool,
}

/// The status of a clause on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The status that holds; the last known one where it is disputed or not verified.
    pub status: Status,
    /// Since when.
    pub since: Day,
    /// When it ends.
    pub until: Option<Day>,
    /// How sure that is.
    pub verdict: Verdict,
    /// The row that says so.
    pub row: &'a StatusRow,
}

/// How sure a standing is, with the rival readings where they disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How sure.
    pub kind: Kind,
    /// What each reading says; empty where there is nothing to disagree about.
    pub readings: Vec<Reading>,
}

/// The readings that a history has by a day, in the order of their names.
#[must_use]
pub fn readings(history: &[&StatusRow], known: Date) -> Vec<String> {
    let names: BTreeSet<&str> = history
        .iter()
        .filter(|row| !row.reading.is_empty() && row.known.first() <= known)
        .map(|row| row.reading.as_str())
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

/// What holds of a history of one clause; `None` before it was announced, or before that was known.
///
/// `history` is in the order of [`Ledger::history`](super::Ledger::history).
#[must_use]
pub fn standing<'a>(history: &[&'a StatusRow], ask: Ask<'_>) -> Option<Standing<'a>> {
    let seen: Vec<&StatusRow> = visible(history, ask.known);
    let all = readings(&seen, ask.known);
    let named = ask.reading.filter(|name| all.iter().any(|one| one == name));
    if let Some(name) = named {
        let row = last(&seen, name, ask.on)?;
        let kind = if over(row, ask.on) {
            Kind::NotVerified
        } else if row.own {
            Kind::Own
        } else if row.reading.is_empty() {
            settled(row)
        } else {
            Kind::Read
        };
        return Some(of(row, kind, Vec::new()));
    }
    let base = last(&seen, "", ask.on);
    let in_each: Vec<(Reading, &StatusRow)> = all
        .iter()
        .filter_map(|name| {
            let row = last(&seen, name, ask.on)?;
            let status = if over(row, ask.on) { Status::NotVerified } else { row.status };
            let verified = row.evidence.verifies();
            Some((Reading { name: name.clone(), status, until: row.until, verified }, row))
        })
        .collect();
    let differ = in_each
        .iter()
        .any(|(reading, row)| Some((reading.status, row.until)) != base.map(|b| (b.status, b.until)));
    if differ {
        let row = base.or_else(|| in_each.first().map(|(_, row)| *row))?;
        let statuses: BTreeSet<Status> = in_each.iter().map(|(reading, _)| reading.status).collect();
        // Readings that agree on the status and differ in its days say together what holds.
        if let (1, Some((_, first))) = (statuses.len(), in_each.first()) {
            let kind =
                if in_each.iter().any(|(r, _)| r.verified) { Kind::Settled } else { Kind::NotVerified };
            return Some(of(first, kind, in_each.iter().map(|(reading, _)| reading.clone()).collect()));
        }
        return Some(of(row, Kind::Disputed, in_each.into_iter().map(|(reading, _)| reading).collect()));
    }
    let row = base?;
    let kind = match () {
        () if over(row, ask.on) => Kind::NotVerified,
        () if row.own => Kind::Own,
        () => settled(row),
    };
    Some(of(row, kind, Vec::new()))
}

const fn settled(row: &StatusRow) -> Kind {
    if matches!(row.status, Status::NotVerified) || !row.evidence.verifies() {
        Kind::NotVerified
    } else {
        Kind::Settled
    }
}

const fn of(row: &StatusRow, kind: Kind, readings: Vec<Reading>) -> Standing<'_> {
    Standing {
        status: row.status,
        since: row.date,
        until: row.until,
        verdict: Verdict { kind, readings },
        row,
    }
}

/// Whether the term of a row is over.
fn over(row: &StatusRow, on: Date) -> bool {
    row.until.is_some_and(|until| until.last() <= on)
}

/// What was known by a day. From the first day of which a user says what holds, nobody else is heard.
fn visible<'a>(history: &[&'a StatusRow], known: Date) -> Vec<&'a StatusRow> {
    let own = history.iter().filter(|row| row.own).map(|row| row.date.first()).min();
    history
        .iter()
        .filter(|row| row.own || (row.known.first() <= known && own.is_none_or(|own| row.date.first() < own)))
        .copied()
        .collect()
}

/// The last row of a reading, and of what nobody disagrees about, that has begun on a day.
fn last<'a>(rows: &[&'a StatusRow], reading: &str, on: Date) -> Option<&'a StatusRow> {
    rows.iter()
        .rfind(|row| (row.reading.is_empty() || row.reading == reading) && row.date.first() <= on)
        .copied()
}

#[cfg(test)]
mod tests {
    use super::super::status::Evidence;
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn row(reading: &str, status: Status, date: &str, until: &str, known: &str) -> StatusRow {
        StatusRow {
            clause: "x".to_owned(),
            reading: reading.to_owned(),
            status,
            date: day(date),
            until: Day::parse(until),
            known: day(known),
            source: "s".to_owned(),
            url: String::new(),
            evidence: if reading.is_empty() { Evidence::Official } else { Evidence::None },
            note: String::new(),
            own: false,
            line: 1,
        }
    }

    fn october() -> Vec<StatusRow> {
        vec![
            row("", Status::Announced, "2025-10-09", "", "2025-10-09"),
            row("", Status::Scheduled, "2025-10-09", "2025-11-08", "2025-10-09"),
            row("", Status::Suspended, "2025-11-07", "2026-11-10", "2025-11-07"),
            row("returned", Status::InForce, "2026-11-10", "", "2026-11-10"),
            row("extended", Status::Suspended, "2026-11-10", "2027-01-10", "2026-09-30"),
        ]
    }

    fn on<'a>(rows: &[&'a StatusRow], on: &str, known: &str, reading: Option<&str>) -> Option<Standing<'a>> {
        standing(rows, Ask { on: day(on).first(), known: day(known).first(), reading })
    }

    #[test]
    fn what_holds_follows_the_dates() {
        let rows = october();
        let rows: Vec<&StatusRow> = rows.iter().collect();
        assert_eq!(on(&rows, "2025-10-08", "2026-12-01", None), None);
        assert_eq!(on(&rows, "2025-10-20", "2026-12-01", None).map(|s| s.status), Some(Status::Scheduled));
        let suspended = on(&rows, "2026-03-01", "2026-12-01", None).expect("it is there");
        assert_eq!((suspended.status, suspended.verdict.kind), (Status::Suspended, Kind::Settled));
    }

    #[test]
    fn readings_stand_side_by_side_until_one_is_named() {
        let rows = october();
        let rows: Vec<&StatusRow> = rows.iter().collect();
        let open = on(&rows, "2026-11-30", "2026-12-01", None).expect("it is there");
        assert_eq!(open.verdict.kind, Kind::Disputed);
        assert_eq!(open.verdict.readings.len(), 2);
        let returned = on(&rows, "2026-11-30", "2026-12-01", Some("returned")).expect("it is there");
        assert_eq!((returned.status, returned.verdict.kind), (Status::InForce, Kind::Read));
    }

    #[test]
    fn what_was_not_known_is_not_said() {
        let rows = october();
        let rows: Vec<&StatusRow> = rows.iter().collect();
        let early = on(&rows, "2025-12-01", "2025-11-01", None).expect("it was announced");
        assert_eq!((early.status, early.verdict.kind), (Status::Scheduled, Kind::NotVerified));
        let in_august = on(&rows, "2026-11-30", "2026-08-01", None).expect("it is there");
        assert_eq!((in_august.status, in_august.verdict.kind), (Status::Suspended, Kind::NotVerified));
    }

    #[test]
    fn a_user_overrides_from_the_day_of_which_he_speaks() {
        let mut rows = october();
        rows.push(StatusRow {
            own: true,
            ..row("", Status::Suspended, "2026-11-10", "2027-11-10", "2026-11-12")
        });
        let mut rows: Vec<&StatusRow> = rows.iter().collect();
        rows.sort_by(|a, b| a.order().cmp(&b.order()));
        let own = on(&rows, "2026-11-30", "2026-12-01", None).expect("it is there");
        assert_eq!((own.status, own.verdict.kind), (Status::Suspended, Kind::Own));
        assert_eq!(own.until, Some(day("2027-11-10")));
        let before = on(&rows, "2026-01-01", "2026-12-01", None).expect("it is there");
        assert_eq!(before.verdict.kind, Kind::Settled);
    }
}

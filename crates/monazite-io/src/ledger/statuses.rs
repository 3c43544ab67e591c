//! `statuses.csv`: what became of a clause; and the same columns in a user's file of what holds.

use super::tables::{day, maybe_day};
use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, DATE, Kind, Spec};
use monazite_track::ledger::{EVIDENCE, Evidence, STATUSES, Status, StatusRow};
use std::str::FromStr;

const CLAUSE: Column = Column::new("clause", Kind::Key, "The clause, a key of clauses.csv.");
const STATUS: Column = Column::word("status", STATUSES, "What it becomes.");
const SINCE: Column = Column::new("date", Kind::Shaped(&DATE), "The first day of that status.");
const UNTIL: Column =
    Column::new("until", Kind::Shaped(&DATE), "The day on which it ends: it no longer holds on it.")
        .optional();
const SOURCE: Column = Column::text("source", "Where it is documented.");
const NOTE: Column = Column::text("note", "Remarks.").optional();

/// What the table looks like.
pub(super) const SPEC: Spec = Spec {
    file: "statuses.csv",
    title: "Status histories",
    description: "One row a change of a clause, with its day, the day it became known, source and evidence.",
    required: true,
    key: &["clause", "reading", "status", "date"],
    repeat: Severity::Error,
    own: &[
        CLAUSE,
        Column::new("reading", Kind::Key, "The reading that it belongs to, where sources disagree.")
            .optional(),
        STATUS,
        SINCE,
        UNTIL,
        Column::new("known", Kind::Shaped(&DATE), "The day on which this became known."),
        SOURCE,
        Column::text("url", "Address.").optional(),
        Column::word("evidence", EVIDENCE, "How well it is documented."),
        NOTE,
    ],
    measure: None,
};

/// What a user's file looks like.
pub(super) const OWN: Spec = Spec {
    file: "holds.csv",
    title: "What holds",
    description: "One row a change of a clause, as a user has seen it.",
    required: true,
    key: &["clause", "status", "date"],
    repeat: Severity::Error,
    own: &[CLAUSE, STATUS, SINCE, UNTIL, SOURCE, NOTE],
    measure: None,
};

/// One change; `None` after reporting why.
pub(super) fn read(row: &mut Row<'_>, own: bool) -> Option<StatusRow> {
    let date = day(row, "date");
    let until = maybe_day(row, "until");
    let known = if own { date } else { day(row, "known") };
    let (date, until) = (date?, until?);
    if until.is_some_and(|until| until.last() <= date.first()) {
        row.problem(
            "until",
            "it ends before it begins",
            format!("a day after {date}"),
            "the day on which it no longer holds",
        );
        return None;
    }
    Some(StatusRow {
        clause: row.text("clause").to_owned(),
        reading: if own { String::new() } else { row.text("reading").to_owned() },
        status: Status::from_str(row.text("status")).ok()?,
        date,
        until,
        known: known?,
        source: row.text("source").to_owned(),
        url: if own { String::new() } else { row.text("url").to_owned() },
        evidence: if own { Evidence::Press } else { Evidence::from_str(row.text("evidence")).ok()? },
        note: row.text("note").to_owned(),
        own,
        line: row.line,
    })
}

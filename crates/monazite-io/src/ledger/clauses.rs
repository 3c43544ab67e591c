//! `clauses.csv`: one row a clause of a measure or commitment.

use super::tables::list;
use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, Shape, Spec};
use monazite_track::ledger::{Clause, INSTRUMENTS, MONEY, Money};
use std::str::FromStr;

/// ISO 4217.
const CURRENCY: Shape = Shape {
    words: "three capital letters (ISO 4217)",
    pattern: "^[A-Z]{3}$",
    holds: |t| t.len() == 3 && t.bytes().all(|b| b.is_ascii_uppercase()),
};

/// Codes of goods as published.
const GOODS: Shape = Shape {
    words: "codes of goods of 4 to 10 digits, with or without points, separated by |",
    pattern: "^[0-9][0-9.]{3,12}(\\|[0-9][0-9.]{3,12})*$",
    holds: |t| {
        t.split('|').all(|code| {
            let digits = code.bytes().filter(u8::is_ascii_digit).count();
            (4..=10).contains(&digits) && code.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        })
    },
};

/// What the table looks like.
pub(super) const SPEC: Spec = Spec {
    file: "clauses.csv",
    title: "Clauses",
    description: "One row a clause of a measure or commitment: the smallest part that has a fate of its own.",
    required: true,
    key: &["clause"],
    repeat: Severity::Error,
    own: &[
        Column::new("clause", Kind::Key, "Short key."),
        Column::new("measure", Kind::Key, "The measure that it is a clause of: issuer, number, year."),
        Column::text("issuer", "Who: a country or a coalition."),
        Column::text("title", "What it says, in our words."),
        Column::word("instrument", INSTRUMENTS, "What is done."),
        Column::text("against", "Whom it is aimed at: a country, a coalition, or `all`.").optional(),
        Column::text("minerals", "Minerals of the dataset, separated by |.").optional(),
        Column::text("other_minerals", "Minerals and goods that the dataset does not hold.").optional(),
        Column::text("forms", "Forms of the dataset, separated by |.").optional(),
        Column::new("goods", Kind::Shaped(&GOODS), "Codes of goods as published.").optional(),
        Column::text("basket", "What the basket is, where goods are named together.").optional(),
        Column::text("end_users", "End users that it is about; blank for all.").optional(),
        Column::text("changes", "What it changes.").optional(),
        Column::new("money", Kind::Number(0.0, 1e16), "Money, in the currency.").optional(),
        Column::new("currency", Kind::Shaped(&CURRENCY), "Its currency.").optional(),
        Column::word("money_kind", MONEY, "What the money is; unlike kinds are never added up.").optional(),
        Column::new("part_of", Kind::Key, "The clause whose money this is a part of.").optional(),
        Column::text("note", "Remarks.").optional(),
    ],
    measure: None,
};

/// One clause; `None` after reporting why.
pub(super) fn read(row: &mut Row<'_>) -> Option<Clause> {
    let filled = |row: &Row<'_>, name: &str| row.filled(name).map(str::to_owned);
    let parts = [filled(row, "money"), filled(row, "currency"), filled(row, "money_kind")];
    let money = match parts {
        [None, None, None] => None,
        [Some(_), Some(currency), Some(kind)] => {
            Some(Money { amount: row.number("money", 0.0, 1e16, "")?, currency, kind })
        }
        _ => {
            row.problem(
                "money",
                "an amount, its currency and its kind come together or not at all",
                "money, currency and money_kind filled, or all blank",
                "an amount without them cannot be compared with another",
            );
            return None;
        }
    };
    Some(Clause {
        key: row.text("clause").to_owned(),
        measure: row.text("measure").to_owned(),
        issuer: row.text("issuer").to_owned(),
        title: row.text("title").to_owned(),
        instrument: monazite_track::ledger::Instrument::from_str(row.text("instrument")).ok()?,
        against: row.text("against").to_owned(),
        minerals: list(row.text("minerals")),
        other_minerals: row.text("other_minerals").to_owned(),
        forms: list(row.text("forms")),
        goods: list(row.text("goods")),
        basket: row.text("basket").to_owned(),
        end_users: row.text("end_users").to_owned(),
        changes: row.text("changes").to_owned(),
        money,
        part_of: filled(row, "part_of"),
        note: row.text("note").to_owned(),
        line: row.line,
    })
}

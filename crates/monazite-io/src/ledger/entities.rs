//! `entities.csv`: whom a list names.

use super::tables::{day, maybe_day};
use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{ALPHA_3, Column, DATE, Kind, Spec};
use monazite_track::ledger::Entity;

/// What the table looks like.
pub(super) const SPEC: Spec = Spec {
    file: "entities.csv",
    title: "Entities",
    description: "One row an entity that a list names.",
    required: false,
    key: &["clause", "entity"],
    repeat: Severity::Error,
    own: &[
        Column::new("clause", Kind::Key, "The clause that is the list."),
        Column::text("entity", "Its name."),
        Column::new("country", Kind::Shaped(&ALPHA_3), "Where it is."),
        Column::new("since", Kind::Shaped(&DATE), "Since when it is on the list."),
        Column::new("until", Kind::Shaped(&DATE), "Until when, where it was taken off.").optional(),
        Column::text("source", "Where that is documented."),
        Column::text("url", "Address.").optional(),
    ],
    measure: None,
};

/// One entity; `None` after reporting why.
pub(super) fn read(row: &mut Row<'_>) -> Option<Entity> {
    let since = day(row, "since");
    let until = maybe_day(row, "until");
    Some(Entity {
        clause: row.text("clause").to_owned(),
        name: row.text("entity").to_owned(),
        country: row.text("country").to_owned(),
        since: since?,
        until: until?,
        source: row.text("source").to_owned(),
        url: row.text("url").to_owned(),
    })
}

//! `sources.csv`: who published what, on which terms.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, Spec};
use monazite::system::{Source, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "sources.csv",
    title: "Sources",
    description: "One row a published source with its terms.",
    required: true,
    key: &["source"],
    repeat: Severity::Error,
    own: &[
        Column::new("source", Kind::Key, "Key of the source."),
        Column::text("title", "Title as published."),
        Column::text("publisher", "Publisher."),
        Column::text("url", "Address.").optional(),
        Column::text("licence", "Licence or terms of use."),
        Column::text("attribution", "The attribution that the terms ask for.").optional(),
    ],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let text = |column| row.text(column).to_owned();
    let source = Source {
        title: text("title"),
        publisher: text("publisher"),
        url: text("url"),
        licence: text("licence"),
        attribution: text("attribution"),
    };
    system.sources.insert(row.text("source"), source).map(|_| ())
}

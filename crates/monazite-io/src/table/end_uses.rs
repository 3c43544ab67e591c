//! `end_uses.csv`: what minerals are finally needed for.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, Spec};
use monazite::system::{EndUse, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "end_uses.csv",
    title: "End uses",
    description: "One row an end use.",
    required: false,
    key: &["end_use"],
    repeat: Severity::Error,
    own: &[Column::new("end_use", Kind::Key, "Key of the end use."), Column::text("name", "Name as shown.")],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let end_use = EndUse { name: row.text("name").to_owned() };
    system.end_uses.insert(row.text("end_use"), end_use).map(|_| ())
}

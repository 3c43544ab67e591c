//! `coalitions.csv`: named sets of countries; they may overlap.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, Spec, Target};
use monazite::system::{Coalition, System};
use std::collections::BTreeSet;

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "coalitions.csv",
    title: "Coalitions",
    description: "One row a membership.",
    required: false,
    key: &["coalition", "country"],
    repeat: Severity::Warning,
    own: &[
        Column::new("coalition", Kind::Key, "Key of the coalition."),
        Column::text("name", "Name as shown."),
        Column::to("country", Target::Country, "The member."),
        Column::to("source", Target::Source, "Where the membership is documented.").optional(),
    ],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    row.maybe("source", |r| r.source(system));
    let member = row.country(system, "country");
    let (key, name) = (row.text("coalition"), row.text("name"));
    let position = system.coalitions.iter().position(|c| c.key == key).unwrap_or_else(|| {
        let members = BTreeSet::new();
        system.coalitions.push(Coalition { key: key.to_owned(), name: name.to_owned(), members });
        system.coalitions.len() - 1
    });
    let coalition = &mut system.coalitions[position];
    if coalition.name != name {
        row.problem(
            "name",
            "the coalition has two names",
            coalition.name.clone(),
            "use one name, or another key",
        );
    }
    coalition.members.insert(member?);
    Some(())
}

//! `policies.csv`: dated measures of governments.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, DATE, Kind, QUALITY_WORDS, Spec, Target};
use monazite::system::{Policy, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "policies.csv",
    title: "Policies",
    description: "One row a dated measure of a government.",
    required: false,
    key: &["key"],
    repeat: Severity::Error,
    own: &[
        Column::new("key", Kind::Key, "Short key."),
        Column::new("date", Kind::Shaped(&DATE), "Day on which it was announced or took effect."),
        Column::text("title", "Title."),
        Column::text("kind", "export_control, export_ban, suspension, regulation, ..."),
        Column::to("country", Target::Country, "Who took it.").optional(),
        Column::to("coalition", Target::Coalition, "The coalition that took it, where it was one.")
            .optional(),
        Column::list("minerals", Target::Mineral, "Minerals concerned, separated by |.").optional(),
        Column::new("until", Kind::Shaped(&DATE), "Last day on which it holds, where one is set.").optional(),
        Column::new("year", Kind::Year, "Year of the measure."),
        Column::word("quality", QUALITY_WORDS, "How well it is documented."),
        Column::to("source", Target::Source, "Where it is documented."),
        Column::text("note", "Remarks.").optional(),
    ],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let country = row.maybe("country", |r| r.country(system, "country"));
    let minerals = row.minerals(system, "minerals");
    let coalition = row.maybe("coalition", |r| r.coalition(system, "coalition"));
    let provenance = row.provenance(system);
    system.policies.push(Policy {
        key: row.text("key").to_owned(),
        date: row.text("date").to_owned(),
        title: row.text("title").to_owned(),
        kind: row.text("kind").to_owned(),
        country: country?,
        coalition: coalition?.unwrap_or_default(),
        minerals: minerals?,
        until: row.text("until").to_owned(),
        provenance: provenance?,
    });
    Some(())
}

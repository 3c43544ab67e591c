//! `projects.csv`: the pipeline.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, Measure, STAGE_WORDS, Spec, Target};
use monazite::quantity::TonnesPerYear;
use monazite::system::System;
use monazite::system::project::{Project, Status};

/// Words of the status column.
const STATUS: &[&str] = &["operating", "construction", "planned", "paused", "deposit"];

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "projects.csv",
    title: "Projects",
    description: "One row a project; the value is its contained capacity, blank where not known.",
    required: false,
    key: &["name", "mineral", "form", "country", "stage", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::text("name", "Name of the project."),
        Column::to("mineral", Target::Mineral, "The mineral."),
        Column::to("form", Target::Form, "The form that it will make, where known.").optional(),
        Column::to(
            "process",
            Target::Process,
            "The process that it will run, where more than one makes the form.",
        )
        .optional(),
        Column::to("country", Target::Country, "The country."),
        Column::word("stage", STAGE_WORDS, "Stage."),
        Column::word("status", STATUS, "How far it is."),
        Column::new("start", Kind::Year, "First year of output, where known.").optional(),
    ],
    measure: Some(Measure { blank: true, ..Measure::TONNES_PER_YEAR }),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let mineral = row.mineral(system, "mineral");
    let form = row.maybe("form", |r| r.form(system, "form"));
    let process = row.maybe("process", |r| r.process(system, "process"));
    let country = row.country(system, "country");
    let start = row.maybe("start", |r| r.year("start"));
    let capacity = row.maybe("value", |r| r.datum(system, TonnesPerYear::new));
    let provenance = match capacity {
        Some(Some(ref datum)) => Some(datum.provenance.clone()),
        _ => row.provenance(system),
    };
    system.projects.push(Project {
        name: row.text("name").to_owned(),
        mineral: mineral?,
        form: form?,
        process: process?,
        country: country?,
        stage: row.stage("stage")?,
        status: Status::from_word(row.text("status"))?,
        start: start?,
        capacity: capacity?,
        provenance: provenance?,
    });
    Some(())
}

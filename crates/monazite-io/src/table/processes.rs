//! `processes.csv`: what turns forms into forms.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, STAGE_WORDS, Spec, Target};
use monazite::system::{Process, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "processes.csv",
    title: "Processes",
    description: "One row a process; its recipe is in `recipes.csv`.",
    required: false,
    key: &["process"],
    repeat: Severity::Error,
    own: &[
        Column::new("process", Kind::Key, "Key of the process."),
        Column::text("name", "Name as shown."),
        Column::to("mineral", Target::Mineral, "The mineral whose balance it belongs to."),
        Column::word("stage", STAGE_WORDS, "Stage in which it works."),
        Column::to("source", Target::Source, "Where it is documented.").optional(),
        Column::text("note", "Remarks.").optional(),
    ],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    row.maybe("source", |r| r.source(system));
    let mineral = row.mineral(system, "mineral");
    let process = Process {
        name: row.text("name").to_owned(),
        mineral: mineral?,
        stage: row.stage("stage")?,
        recipe: Vec::new(),
    };
    system.processes.insert(row.text("process"), process).map(|_| ())
}

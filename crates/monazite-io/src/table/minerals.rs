//! `minerals.csv`: the raw materials secured.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, Spec, Target};
use monazite::system::{Depth, Mineral, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "minerals.csv",
    title: "Minerals",
    description: "One row a mineral.",
    required: true,
    key: &["mineral"],
    repeat: Severity::Error,
    own: &[
        Column::new("mineral", Kind::Key, "Key of the mineral."),
        Column::text("name", "Name as shown."),
        Column::text(
            "reference_substance",
            "The substance in which its masses are counted: contained Li, REO, ...",
        ),
        Column::word(
            "depth",
            &["deep", "broad"],
            "deep: stage by stage with flows, balanced and traced; broad: world tables only.",
        ),
        Column::to("source", Target::Source, "Where the chain is documented.").optional(),
    ],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    row.maybe("source", |r| r.source(system));
    let mineral = Mineral {
        name: row.text("name").to_owned(),
        reference_substance: row.text("reference_substance").to_owned(),
        depth: if row.text("depth") == "deep" { Depth::Deep } else { Depth::Broad },
    };
    system.minerals.insert(row.text("mineral"), mineral).map(|_| ())
}

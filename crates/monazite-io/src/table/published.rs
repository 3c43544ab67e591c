//! `published.csv`: figures that the baseline is compared with.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, STAGE_WORDS, Spec, Target};
use monazite::quantity::Index;
use monazite::system::{Published, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "published.csv",
    title: "Published figures",
    description: "One row a published figure; masses in the unit named, contained where our figure is.",
    required: false,
    key: &["key", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::text("key", "Short key of the figure."),
        Column::text("metric", "Metric name as in results, or a named statistic such as top3_share."),
        Column::to("mineral", Target::Mineral, "The mineral, where it is about one.").optional(),
        Column::list(
            "forms",
            Target::Form,
            "Forms whose output is summed, where it is about output, separated by |.",
        )
        .optional(),
        Column::word("stage", STAGE_WORDS, "The stage, where it is about one.").optional(),
        Column::to("country", Target::Country, "The country, where it is about one.").optional(),
    ],
    measure: Some(Measure::new(&[], -1e16, 1e16)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let mineral = row.maybe("mineral", |r| r.mineral(system, "mineral"));
    let forms = row.forms(system, "forms");
    let stage = row.maybe("stage", |r| r.stage("stage"));
    let country = row.maybe("country", |r| r.country(system, "country"));
    let datum = row.datum(system, Index::new);
    system.published.push(Published {
        key: row.text("key").to_owned(),
        metric: row.text("metric").to_owned(),
        mineral: mineral?,
        forms: forms?,
        stage: stage?,
        country: country?,
        unit: row.text("unit").to_owned(),
        datum: datum?,
    });
    Some(())
}

//! `forms.csv`: the tradable states of the minerals.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, HS6_LIST, Kind, Measure, STAGE_WORDS, Spec, Target};
use monazite::quantity::Share;
use monazite::system::{Form, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "forms.csv",
    title: "Forms",
    description: "One row a tradable state of a mineral; the value is its contained share.",
    required: true,
    key: &["form"],
    repeat: Severity::Error,
    own: &[
        Column::new("form", Kind::Key, "Key of the form."),
        Column::to("mineral", Target::Mineral, "The mineral."),
        Column::text("name", "Name as shown."),
        Column::word("stage", STAGE_WORDS, "Stage that makes it."),
        Column::new(
            "hs6",
            Kind::Shaped(&HS6_LIST),
            "HS 2022 six-digit codes that carry it, separated by |; blank where it has none of its own.",
        )
        .optional(),
    ],
    measure: Some(Measure::new(&["share"], 1e-9, CONTAINED_SHARE_MAX)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let mineral = row.mineral(system, "mineral");
    let contained_share = row.datum(system, Share::new);
    let form = Form {
        mineral: mineral?,
        name: row.text("name").to_owned(),
        stage: row.stage("stage")?,
        contained_share: contained_share?,
        hs6: row.text("hs6").split('|').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
    };
    system.forms.insert(row.text("form"), form).map(|_| ())
}

/// A metal counted in its oxide contains more than its own mass: 1.23 for cerium (CeO2), 1.27 for yttrium (Y2O3).
/// The bound leaves room for rounding.
const CONTAINED_SHARE_MAX: f64 = 1.35;

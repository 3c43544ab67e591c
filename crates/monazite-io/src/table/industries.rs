//! `industries.csv`: the industries that a shortfall can limit.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, Spec};
use monazite::system::{Industry, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "industries.csv",
    title: "Industries",
    description: "One row an industry of the input-output tables.",
    required: false,
    key: &["industry"],
    repeat: Severity::Error,
    own: &[
        Column::new("industry", Kind::Key, "Key of the industry, as in `industry_links.csv`."),
        Column::text("name", "Name as shown."),
    ],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let industry = Industry {
        key: row.text("industry").to_owned(),
        name: row.text("name").to_owned(),
        sectors: Vec::new(),
    };
    system.industries.push(industry);
    Some(())
}

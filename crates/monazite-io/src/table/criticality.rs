//! `criticality.csv`: published results of the EU study.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec};
use monazite::quantity::Index;
use monazite::system::{Criticality, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "criticality.csv",
    title: "EU study: results",
    description: "One row a published number about a material.",
    required: false,
    key: &["material", "metric", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::text("material", "Key of the study; a mineral key where we have the mineral."),
        Column::text(
            "metric",
            "supply_risk_eu, economic_importance, eol_rir, import_reliance, substitution_sr.",
        ),
    ],
    measure: Some(Measure::new(&["index"], -1e6, 1e6)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let datum = row.datum(system, Index::new);
    let (material, metric) = (row.text("material").to_owned(), row.text("metric").to_owned());
    system.criticality.push(Criticality { material, metric, datum: datum? });
    Some(())
}

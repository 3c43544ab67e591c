//! `exports.csv`: reported total exports.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::TonnesPerYear;
use monazite::system::{Exports, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "exports.csv",
    title: "Exports",
    description: "One row a country's total exports of some forms, to all others together.",
    required: false,
    key: &["forms", "exporter", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::list("forms", Target::Form, "Forms whose exports are summed, separated by |."),
        Column::to("exporter", Target::Country, "The exporter."),
    ],
    measure: Some(Measure::TONNES_PER_YEAR),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let forms = row.forms(system, "forms");
    let exporter = row.country(system, "exporter");
    let datum = row.datum(system, TonnesPerYear::new);
    system.exports.push(Exports { forms: forms?, exporter: exporter?, datum: datum? });
    Some(())
}

//! `imports.csv`: total imports.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::TonnesPerYear;
use monazite::system::{Imports, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "imports.csv",
    title: "Imports",
    description: "One row the total imports of a form by a country.",
    required: false,
    key: &["form", "importer", "code", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("form", Target::Form, "The form."),
        Column::to("importer", Target::Country, "The importer."),
        Column::text("code", "Classification code under which they were reported.").optional(),
    ],
    measure: Some(Measure::TONNES_PER_YEAR),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let form = row.form(system, "form");
    let importer = row.country(system, "importer");
    let datum = row.datum(system, TonnesPerYear::new);
    let code = row.text("code").to_owned();
    system.imports.push(Imports { form: form?, importer: importer?, code, datum: datum? });
    Some(())
}

//! `trade.csv`: reported bilateral flows.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::TonnesPerYear;
use monazite::system::{Flow, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "trade.csv",
    title: "Trade",
    description: "One row a reported flow of a form from one country to another.",
    required: false,
    key: &["form", "exporter", "importer", "code", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("form", Target::Form, "The form."),
        Column::to("exporter", Target::Country, "Where it was sent from."),
        Column::to("importer", Target::Country, "Where it went."),
        Column::text("code", "Classification code under which it was reported.").optional(),
    ],
    measure: Some(Measure::TONNES_PER_YEAR),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    if row.text("exporter") == row.text("importer") && row.filled("importer").is_some() {
        row.problem(
            "importer",
            "exporter and importer are the same country",
            "two countries",
            "leave the row out",
        );
    }
    let form = row.form(system, "form");
    let exporter = row.country(system, "exporter");
    let importer = row.country(system, "importer");
    let datum = row.datum(system, TonnesPerYear::new);
    let code = row.text("code").to_owned();
    system.flows.push(Flow { form: form?, exporter: exporter?, importer: importer?, code, datum: datum? });
    Some(())
}

//! `production.csv`: reported output.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::TonnesPerYear;
use monazite::system::{Production, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "production.csv",
    title: "Production",
    description: "One row a reported output of a country: the sum over the forms listed.",
    required: false,
    key: &["forms", "process", "country", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::list("forms", Target::Form, "Forms whose output is summed, separated by |."),
        Column::to(
            "process",
            Target::Process,
            "The process, where the report is about one of several that make the form.",
        )
        .optional(),
        Column::to("country", Target::Country, "The country."),
    ],
    measure: Some(Measure::TONNES_PER_YEAR),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let forms = row.forms(system, "forms");
    let process = row.maybe("process", |r| r.process(system, "process"));
    let country = row.country(system, "country");
    let datum = row.datum(system, TonnesPerYear::new);
    system.production.push(Production { forms: forms?, process: process?, country: country?, datum: datum? });
    Some(())
}

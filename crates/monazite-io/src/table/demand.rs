//! `demand.csv`: what end uses need.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::TonnesPerYear;
use monazite::system::{Demand, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "demand.csv",
    title: "Demand",
    description: "One row the mass of a form that an end use in a country needs per year.",
    required: false,
    key: &["form", "country", "end_use", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("form", Target::Form, "The form."),
        Column::to("country", Target::Country, "The country."),
        Column::to("end_use", Target::EndUse, "The end use."),
    ],
    measure: Some(Measure::TONNES_PER_YEAR),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let form = row.form(system, "form");
    let country = row.country(system, "country");
    let end_use = row.end_use(system, "end_use");
    let datum = row.datum(system, TonnesPerYear::new);
    system.demand.push(Demand { form: form?, country: country?, end_use: end_use?, datum: datum? });
    Some(())
}

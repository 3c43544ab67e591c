//! `capacity.csv`: reported capacity.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::TonnesPerYear;
use monazite::system::{Capacity, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "capacity.csv",
    title: "Capacity",
    description: "One row a reported capacity of a country to make a form.",
    required: false,
    key: &["form", "country", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("form", Target::Form, "The form made."),
        Column::to("country", Target::Country, "The country."),
    ],
    measure: Some(Measure::TONNES_PER_YEAR),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let form = row.form(system, "form");
    let country = row.country(system, "country");
    let datum = row.datum(system, TonnesPerYear::new);
    system.capacity.push(Capacity { form: form?, country: country?, datum: datum? });
    Some(())
}

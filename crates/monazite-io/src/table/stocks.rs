//! `stocks.csv`: mass held.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::Tonnes;
use monazite::system::{Stock, StockKind, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "stocks.csv",
    title: "Stocks",
    description: "One row a stock of a form in a country.",
    required: false,
    key: &["form", "country", "kind", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("form", Target::Form, "The form."),
        Column::to("country", Target::Country, "Where it lies."),
        Column::word(
            "kind",
            &["strategic", "commercial"],
            "strategic: for release in a disruption; commercial: held by producers, users and exchanges.",
        ),
    ],
    measure: Some(Measure::TONNES),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let form = row.form(system, "form");
    let country = row.country(system, "country");
    let datum = row.datum(system, Tonnes::new);
    let kind = if row.text("kind") == "strategic" { StockKind::Strategic } else { StockKind::Commercial };
    system.stocks.push(Stock { form: form?, country: country?, kind, datum: datum? });
    Some(())
}

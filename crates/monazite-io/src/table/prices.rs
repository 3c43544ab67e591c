//! `prices.csv`: yearly mean prices.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::UsDollarsPerTonne;
use monazite::system::{Price, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "prices.csv",
    title: "Prices",
    description: "One row the mean price of a form on a market in a year, per contained tonne.",
    required: false,
    key: &["form", "market", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("form", Target::Form, "The form."),
        Column::text("market", "The market: world, china, europe, ..."),
    ],
    measure: Some(Measure::US_DOLLARS_PER_TONNE),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let form = row.form(system, "form");
    let datum = row.datum(system, UsDollarsPerTonne::new);
    let market = row.text("market").to_owned();
    system.prices.push(Price { form: form?, market, datum: datum? });
    Some(())
}

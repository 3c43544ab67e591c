//! `by_products.csv`: what cannot grow without its host.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::Share;
use monazite::system::{ByProduct, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "by_products.csv",
    title: "By-products",
    description: "One row a form whose supply depends on a host; the value is the dependent share.",
    required: false,
    key: &["form", "host", "country", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("form", Target::Form, "The by-product."),
        Column::text("host", "The host, by name; it may lie outside the system, as alumina does."),
        Column::to("country", Target::Country, "Where it holds; everywhere if blank.").optional(),
    ],
    measure: Some(Measure::SHARE),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let form = row.form(system, "form");
    let country = row.maybe("country", |r| r.country(system, "country"));
    let dependence = row.datum(system, Share::new);
    let host = row.text("host").to_owned();
    system.by_products.push(ByProduct { form: form?, host, dependence: dependence?, country: country? });
    Some(())
}

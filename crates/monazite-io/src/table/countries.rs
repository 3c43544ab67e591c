//! `countries.csv`: the economies of the network.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{ALPHA_2, ALPHA_3, Column, Kind, Spec};
use monazite::system::{Country, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "countries.csv",
    title: "Countries",
    description: "One row an economy.",
    required: true,
    key: &["country"],
    repeat: Severity::Error,
    own: &[
        Column::new("country", Kind::Shaped(&ALPHA_3), "ISO 3166-1 alpha-3 code."),
        Column::new("iso2", Kind::Shaped(&ALPHA_2), "ISO 3166-1 alpha-2 code; `NA` is Namibia.").optional(),
        Column::text("name", "Name as shown."),
    ],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let country = Country { name: row.text("name").to_owned(), iso2: row.text("iso2").to_owned() };
    system.countries.insert(row.text("country"), country).map(|_| ())
}

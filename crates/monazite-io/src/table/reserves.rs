//! `reserves.csv`: reported reserves.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::Tonnes;
use monazite::system::{Reserve, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "reserves.csv",
    title: "Reserves",
    description: "One row a reported reserve of a mineral in the ground.",
    required: false,
    key: &["mineral", "country", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("mineral", Target::Mineral, "The mineral."),
        Column::to("country", Target::Country, "The country."),
    ],
    measure: Some(Measure::TONNES),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let mineral = row.mineral(system, "mineral");
    let country = row.country(system, "country");
    let datum = row.datum(system, Tonnes::new);
    system.reserves.push(Reserve { mineral: mineral?, country: country?, datum: datum? });
    Some(())
}

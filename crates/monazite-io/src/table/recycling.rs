//! `recycling.csv`: recycling input rates.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::Share;
use monazite::system::{Recycling, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "recycling.csv",
    title: "Recycling",
    description: "One row an end-of-life recycling input rate.",
    required: false,
    key: &["mineral", "area", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("mineral", Target::Mineral, "The mineral."),
        Column::text("area", "`world`, or the key of a country or a coalition."),
    ],
    measure: Some(Measure::SHARE),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let mineral = row.mineral(system, "mineral");
    let area = row.text("area");
    let known = area == "world"
        || area.is_empty()
        || system.countries.id(area).is_some()
        || system.coalitions.iter().any(|c| c.key == area);
    if !known {
        row.unknown("area", area, Target::Country, system.countries.keys(), system);
    }
    let datum = row.datum(system, Share::new);
    system.recycling.push(Recycling { mineral: mineral?, area: area.to_owned(), datum: datum? });
    Some(())
}

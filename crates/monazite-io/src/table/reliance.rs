//! `reliance.csv`: published net import reliance.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::Share;
use monazite::system::{Reliance, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "reliance.csv",
    title: "Net import reliance",
    description: "One row a published net import reliance (USGS definition).",
    required: false,
    key: &["mineral", "series", "country", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("mineral", Target::Mineral, "The mineral."),
        Column::text("series", "Label of the published series; a mineral may have several.").optional(),
        Column::to("country", Target::Country, "The country."),
    ],
    measure: Some(Measure::new(&["share"], -1000.0, 1.0)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let mineral = row.mineral(system, "mineral");
    let country = row.country(system, "country");
    let datum = row.datum(system, Share::new);
    let series = row.text("series").to_owned();
    system.reliance.push(Reliance { mineral: mineral?, series, country: country?, datum: datum? });
    Some(())
}

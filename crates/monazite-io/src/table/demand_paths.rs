//! `demand_paths.csv`: demand by scenario and year.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::TonnesPerYear;
use monazite::system::{DemandPath, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "demand_paths.csv",
    title: "Demand paths",
    description: "One row the demand for a mineral by an end use in a scenario and year.",
    required: false,
    key: &["mineral", "scenario", "end_use", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("mineral", Target::Mineral, "The mineral."),
        Column::text("scenario", "`base` for the observed year, else the name of the published scenario."),
        Column::to("end_use", Target::EndUse, "The end use."),
    ],
    measure: Some(Measure::TONNES_PER_YEAR),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let mineral = row.mineral(system, "mineral");
    let end_use = row.end_use(system, "end_use");
    let datum = row.datum(system, TonnesPerYear::new);
    let scenario = row.text("scenario").to_owned();
    system.demand_paths.push(DemandPath { mineral: mineral?, scenario, end_use: end_use?, datum: datum? });
    Some(())
}

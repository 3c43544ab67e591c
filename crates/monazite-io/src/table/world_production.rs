//! `world_production.csv`: published world totals of output.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::TonnesPerYear;
use monazite::system::{System, WorldProduction};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "world_production.csv",
    title: "World production",
    description: "One row a published world total: it counts countries that `production.csv` does not name, so that shares and concentration are not overstated.",
    required: false,
    key: &["forms", "year", "source"],
    repeat: Severity::Warning,
    own: &[Column::list("forms", Target::Form, "Forms whose output is summed, separated by |.")],
    measure: Some(Measure::TONNES_PER_YEAR),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let forms = row.forms(system, "forms");
    let datum = row.datum(system, TonnesPerYear::new);
    system.world_production.push(WorldProduction { forms: forms?, datum: datum? });
    Some(())
}

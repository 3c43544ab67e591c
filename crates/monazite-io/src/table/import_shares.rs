//! `import_shares.csv`: published shares of imports by origin.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::Share;
use monazite::system::{ImportShare, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "import_shares.csv",
    title: "Import shares",
    description: "One row the share of a country's imports of some forms that comes directly from one exporter.",
    required: false,
    key: &["forms", "importer", "exporter", "year"],
    repeat: Severity::Warning,
    own: &[
        Column::list("forms", Target::Form, "Forms whose imports are summed, separated by |."),
        Column::to("importer", Target::Country, "The importer."),
        Column::to("exporter", Target::Country, "The exporter."),
    ],
    measure: Some(Measure::SHARE),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    if row.text("exporter") == row.text("importer") && row.filled("importer").is_some() {
        row.problem(
            "importer",
            "exporter and importer are the same country",
            "two countries",
            "leave the row out",
        );
    }
    let forms = row.forms(system, "forms");
    let importer = row.country(system, "importer");
    let exporter = row.country(system, "exporter");
    let datum = row.datum(system, Share::new);
    let share = ImportShare { forms: forms?, importer: importer?, exporter: exporter?, datum: datum? };
    system.import_shares.push(share);
    Some(())
}

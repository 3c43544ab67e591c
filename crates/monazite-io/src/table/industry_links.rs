//! `industry_links.csv`: the industries behind an end use.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::Share;
use monazite::system::{IndustryLink, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "industry_links.csv",
    title: "Industry links",
    description: "One row the part of an industry's value added that belongs to an end use.",
    required: false,
    key: &["end_use", "industry", "nace", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("end_use", Target::EndUse, "The end use."),
        Column::text("industry", "Industry code of `industry_value_added.csv`."),
        Column::text("nace", "NACE Rev. 2 divisions, for the reader.").optional(),
    ],
    measure: Some(Measure::SHARE),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let end_use = row.end_use(system, "end_use");
    let share = row.datum(system, Share::new);
    let (industry, nace) = (row.text("industry").to_owned(), row.text("nace").to_owned());
    system.industry_links.push(IndustryLink { end_use: end_use?, industry, nace, share: share? });
    Some(())
}

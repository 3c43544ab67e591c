//! `industry_sectors.csv`: how published input-output tables name the parts of an industry.

use crate::diagnostic::{Diagnostic, Severity};
use crate::mrio::format::Format;
use crate::nearest::nearest;
use crate::row::Row;
use crate::spec::{Column, Kind, Spec};
use crate::words::words;
use monazite::system::System;

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "industry_sectors.csv",
    title: "Industry sectors",
    description: "One row a sector of a published input-output table, and the industry that it is part of.",
    required: false,
    key: &["table", "sector"],
    repeat: Severity::Error,
    own: &[
        Column::text("industry", "Key in `industries.csv`."),
        Column::new("table", Kind::Word(words!(Format)), "The published format."),
        Column::text("sector", "Sector as that table names it."),
    ],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let (industry, table, sector) = (row.text("industry"), row.text("table"), row.text("sector"));
    if let Some(found) = system.industries.iter_mut().find(|i| i.key == industry) {
        found.sectors.push((table.to_owned(), sector.to_owned()));
        return Some(());
    }
    let near = nearest(industry, system.industries.iter().map(|i| i.key.as_str()));
    let hint = near.map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
    row.report(
        Diagnostic::error(SPEC.file, "no such industry")
            .cell("industry", industry)
            .allowed("a key of industries.csv")
            .hint(hint),
    );
    None
}

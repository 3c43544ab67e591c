//! `supply_shares.csv`: supply shares of the EU study.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, Measure, STAGE_WORDS, Spec, Target};
use monazite::quantity::{Index, Share};
use monazite::system::{SupplyShare, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "supply_shares.csv",
    title: "EU study: supply shares",
    description: "One row a country's share of global supply or of EU sourcing of a material at a stage.",
    required: false,
    key: &["material", "stage", "scope", "country", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::text("material", "Key of the study; a mineral key where we have the mineral."),
        Column::word("stage", STAGE_WORDS, "Extraction or processing."),
        Column::word("scope", &["global", "eu"], "Global supply or EU sourcing."),
        Column::to("country", Target::Country, "The country."),
        Column::new(
            "trade_parameter",
            Kind::Number(0.0, 2.0),
            "Trade parameter t of the EU method; blank reads as 1.",
        )
        .optional(),
    ],
    measure: Some(Measure::SHARE),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let country = row.country(system, "country");
    let trade_parameter = row.maybe("trade_parameter", |r| r.number("trade_parameter", 0.0, 2.0, ""));
    let datum = row.datum(system, Share::new);
    system.supply_shares.push(SupplyShare {
        material: row.text("material").to_owned(),
        stage: row.stage("stage")?,
        eu_sourcing: row.text("scope") == "eu",
        country: country?,
        datum: datum?,
        trade_parameter: Index::new(trade_parameter?.unwrap_or(1.0)),
    });
    Some(())
}

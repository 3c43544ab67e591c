//! `claims.csv`: what the press claims, to hold figures against.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, QUALITY_WORDS, Spec, Target};
use monazite::quantity::Share;
use monazite::system::{Claim, System};

/// Metrics that a claim may be about.
const METRICS: &[&str] = &["production_share", "demand_share"];

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "claims.csv",
    title: "Claims of the press",
    description: "One row a claim. The brief of that coalition against that supplier sets it beside the data.",
    required: false,
    key: &["key"],
    repeat: Severity::Error,
    own: &[
        Column::new("key", Kind::Key, "Short key."),
        Column::text("text", "The claim in its own words."),
        Column::word(
            "metric",
            METRICS,
            "What it is about: a supplier's share of refining, or a coalition's of demand.",
        ),
        Column::to("coalition", Target::Coalition, "The coalition that it is about or was said to."),
        Column::to("country", Target::Country, "The supplier that it is about."),
        Column::list("minerals", Target::Mineral, "Minerals that it names, separated by |; blank for all.")
            .optional(),
        Column::new("low", Kind::Number(0.0, 1.0), "Low end of the share that it states."),
        Column::new("high", Kind::Number(0.0, 1.0), "High end of the share that it states."),
        Column::new("year", Kind::Year, "Year of the claim."),
        Column::word("quality", QUALITY_WORDS, "How well it is documented."),
        Column::to("source", Target::Source, "Who said it."),
        Column::text("note", "Where and when, and what stands behind it.").optional(),
    ],
    measure: None,
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let country = row.country(system, "country");
    let minerals = row.minerals(system, "minerals");
    let coalition = row.coalition(system, "coalition");
    let (low, high) = (row.number("low", 0.0, 1.0, "share"), row.number("high", 0.0, 1.0, "share"));
    if let Some((low, high)) = low.zip(high).filter(|(low, high)| low > high) {
        row.problem(
            "low",
            "the low end is above the high end",
            format!("at most {high}"),
            format!("swap {low} and {high}"),
        );
        return None;
    }
    let provenance = row.provenance(system);
    system.claims.push(Claim {
        key: row.text("key").to_owned(),
        text: row.text("text").to_owned(),
        metric: row.text("metric").to_owned(),
        coalition: coalition?,
        country: country?,
        minerals: minerals?,
        share: (Share::new(low?), Share::new(high?)),
        provenance: provenance?,
    });
    Some(())
}

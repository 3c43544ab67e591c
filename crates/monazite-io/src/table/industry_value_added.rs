//! `industry_value_added.csv`: value added by country and industry.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::UsDollars;
use monazite::system::{IndustryValueAdded, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "industry_value_added.csv",
    title: "Industry value added",
    description: "One row the value added of an industry in a country and year.",
    required: false,
    key: &["country", "industry", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("country", Target::Country, "The country."),
        Column::text("industry", "Industry code."),
    ],
    measure: Some(Measure::US_DOLLARS),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let country = row.country(system, "country");
    let datum = row.datum(system, UsDollars::new);
    let industry = row.text("industry").to_owned();
    system.industry_value_added.push(IndustryValueAdded { country: country?, industry, datum: datum? });
    Some(())
}

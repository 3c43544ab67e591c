//! `indicators.csv`: yearly numbers about countries.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, Spec, Target};
use monazite::quantity::Index;
use monazite::system::{Indicator, System};

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "indicators.csv",
    title: "Country indicators",
    description: "One row an indicator of a country in a year.",
    required: false,
    key: &["country", "indicator", "year", "source"],
    repeat: Severity::Warning,
    own: &[
        Column::to("country", Target::Country, "The country."),
        Column::word(
            "indicator",
            WORDS,
            "Which number: gdp in USD, population in persons, the others on the World Bank scale.",
        ),
    ],
    measure: Some(Measure::new(&["USD", "persons", "index"], -1e16, 1e16)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let country = row.country(system, "country");
    let indicator = row.text("indicator").to_owned();
    let datum = row.datum_in(system, measure(&indicator), Index::new);
    system.indicators.push(Indicator { country: country?, indicator, datum: datum? });
    Some(())
}

/// The indicators.
const WORDS: &[&str] = &["gdp", "population", "political_stability", "governance"];

/// Unit and bounds of an indicator. The World Bank scale runs from about -2.5 to 2.5; its tails reach a little beyond.
fn measure(indicator: &str) -> Measure {
    match indicator {
        "gdp" => Measure::new(&["USD"], 0.0, 1e16),
        "population" => Measure::new(&["persons"], 0.0, 1e11),
        _ => Measure::new(&["index"], -5.0, 5.0),
    }
}

//! `lifetimes.csv`: how long products stay in use.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Kind, Measure, Spec, Target};
use monazite::quantity::Years;
use monazite::system::System;
use monazite::system::lifetime::{Distribution, Lifetime};

/// Words of the distribution column.
const WORDS: &[&str] = &["fixed", "normal", "folded_normal", "lognormal", "weibull"];

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "lifetimes.csv",
    title: "Lifetimes",
    description: "One row the time that the products of an end use stay in use: the value is its mean.",
    required: false,
    key: &["mineral", "end_use"],
    repeat: Severity::Error,
    own: &[
        Column::to("mineral", Target::Mineral, "The mineral; all if blank.").optional(),
        Column::to("end_use", Target::EndUse, "The end use; all if blank.").optional(),
        Column::word("distribution", WORDS, "Shape of the distribution."),
        Column::new("spread", Kind::Number(0.0, 100.0), "Standard deviation of the lifetime, years."),
    ],
    measure: Some(Measure::new(&["y"], 0.1, 200.0)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let mineral = row.maybe("mineral", |r| r.mineral(system, "mineral"));
    let end_use = row.maybe("end_use", |r| r.end_use(system, "end_use"));
    let spread = row.number("spread", 0.0, 100.0, "y");
    let datum = row.datum(system, Years::new);
    let distribution = Distribution::from_word(row.text("distribution"))?;
    if distribution != Distribution::Fixed && spread.is_some_and(|s| s <= 0.0) {
        row.problem("spread", "a distribution with no spread", "above 0 y", "use `fixed` for one lifetime");
        return None;
    }
    system.lifetimes.push(Lifetime {
        mineral: mineral?,
        end_use: end_use?,
        distribution,
        spread: Years::new(spread?),
        datum: datum?,
    });
    Some(())
}

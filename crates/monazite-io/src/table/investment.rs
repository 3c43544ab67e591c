//! `investment.csv`: what new capacity, stocks, recycling and substitution cost and how long they take.

use super::scoped::{number, scope};
use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, STAGE_WORDS, Spec, Target};
use crate::words::words;
use monazite::system::System;
use monazite::system::investment::{Investment, Parameter};

/// Words of the parameter column.
const WORDS: &[&str] = words!(Parameter);

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "investment.csv",
    title: "Investment",
    description: "One row a parameter of building, holding stocks, recycling or substituting; the most specific row that covers a place wins, and a blank covers all.",
    required: false,
    key: &["parameter", "process", "mineral", "form", "stage", "country", "end_use"],
    repeat: Severity::Error,
    own: &[
        Column::word("parameter", WORDS, "What the row states."),
        Column::to("process", Target::Process, "The process; all if blank.").optional(),
        Column::to("mineral", Target::Mineral, "The mineral; all if blank.").optional(),
        Column::to("form", Target::Form, "The form; all if blank.").optional(),
        Column::word("stage", STAGE_WORDS, "The stage of the process or form; all if blank.").optional(),
        Column::to("country", Target::Country, "The country; all if blank.").optional(),
        Column::to("end_use", Target::EndUse, "The end use; all if blank.").optional(),
    ],
    measure: Some(Measure::new(&["USD/(t/y)", "USD/t", "y", "t/y", "share", "ratio"], -1e10, 1e10)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let process = row.maybe("process", |r| r.process(system, "process"));
    let scope = scope(row, system);
    let parameter = Parameter::from_word(row.text("parameter"))?;
    let datum = number(row, system, &SPEC, parameter.unit(), parameter.bounds());
    system.investments.push(Investment { parameter, process: process?, scope: scope?, datum: datum? });
    Some(())
}

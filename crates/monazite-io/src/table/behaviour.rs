//! `behaviour.csv`: how markets and users react in the short run.

use super::scoped::{number, scope};
use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, STAGE_WORDS, Spec, Target};
use crate::words::words;
use monazite::system::{Behaviour, Parameter, System};

/// Words of the parameter column.
pub(super) const WORDS: &[&str] = words!(Parameter);

/// What the table looks like.
pub(crate) const SPEC: Spec = Spec {
    file: "behaviour.csv",
    title: "Behaviour",
    description: "One row a parameter of the short-run reaction of markets and users; the most specific row that covers a place wins, and a blank covers all.",
    required: false,
    key: &["parameter", "mineral", "form", "stage", "country", "end_use"],
    repeat: Severity::Error,
    own: &[
        Column::word("parameter", WORDS, "What the row states."),
        Column::to("mineral", Target::Mineral, "The mineral; all if blank.").optional(),
        Column::to("form", Target::Form, "The form; all if blank.").optional(),
        Column::word("stage", STAGE_WORDS, "The stage that makes the form; all if blank.").optional(),
        Column::to("country", Target::Country, "The country that holds, makes or uses; all if blank.")
            .optional(),
        Column::to("end_use", Target::EndUse, "The end use; all if blank.").optional(),
    ],
    measure: Some(Measure::new(&["elasticity", "ratio", "d", "log", "share", "share/week"], -5.0, 3650.0)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let scope = scope(row, system);
    let parameter = Parameter::from_word(row.text("parameter"))?;
    let datum = number(row, system, &SPEC, parameter.unit(), parameter.bounds());
    system.behaviour.push(Behaviour { parameter, scope: scope?, datum: datum? });
    Some(())
}

//! `behaviour.csv`: how markets and users react in the short run.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, STAGE_WORDS, Spec, Target};
use monazite::quantity::Index;
use monazite::system::{Behaviour, Parameter, Scope, System};

/// Words of the parameter column.
const WORDS: &[&str] = &words();

const fn words() -> [&'static str; Parameter::ALL.len()] {
    let mut words = [""; Parameter::ALL.len()];
    let mut i = 0;
    while i < words.len() {
        words[i] = Parameter::ALL[i].word();
        i += 1;
    }
    words
}

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
    measure: Some(Measure::new(&["elasticity", "ratio", "d", "share", "share/week"], -5.0, 3650.0)),
};

/// Adds one row to the system.
pub(crate) fn read(row: &mut Row<'_>, system: &mut System) -> Option<()> {
    let scope = Scope {
        mineral: row.maybe("mineral", |r| r.mineral(system, "mineral"))?,
        form: row.maybe("form", |r| r.form(system, "form"))?,
        stage: row.maybe("stage", |r| r.stage("stage"))?,
        country: row.maybe("country", |r| r.country(system, "country"))?,
        end_use: row.maybe("end_use", |r| r.end_use(system, "end_use"))?,
    };
    let parameter = Parameter::from_word(row.text("parameter"))?;
    let (min, max) = parameter.bounds();
    let measure = Measure { units: unit(parameter), min, max, blank: false };
    let datum = row.datum_in(system, measure, Index::new);
    if let (Some(mineral), Some(form)) = (scope.mineral, scope.form)
        && system.forms[form].mineral != mineral
    {
        let own = system.minerals.key(system.forms[form].mineral);
        row.problem("mineral", format!("the form belongs to `{own}`"), own, "leave the mineral blank");
        return None;
    }
    system.behaviour.push(Behaviour { parameter, scope, datum: datum? });
    Some(())
}

/// The one unit of a parameter as the list that a measure holds.
const fn unit(parameter: Parameter) -> &'static [&'static str] {
    match parameter.unit().as_bytes() {
        b"elasticity" => &["elasticity"],
        b"ratio" => &["ratio"],
        b"d" => &["d"],
        b"share/week" => &["share/week"],
        _ => &["share"],
    }
}

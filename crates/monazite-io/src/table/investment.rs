//! `investment.csv`: what new capacity, stocks, recycling and substitution cost and how long they take.

use crate::diagnostic::Severity;
use crate::row::Row;
use crate::spec::{Column, Measure, STAGE_WORDS, Spec, Target};
use monazite::quantity::Index;
use monazite::system::investment::{Investment, Parameter};
use monazite::system::{Scope, System};

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
    system.investments.push(Investment { parameter, process: process?, scope, datum: datum? });
    Some(())
}

/// The one unit of a parameter as the list that a measure holds.
const fn unit(parameter: Parameter) -> &'static [&'static str] {
    match parameter.unit().as_bytes() {
        b"USD/(t/y)" => &["USD/(t/y)"],
        b"USD/t" => &["USD/t"],
        b"y" => &["y"],
        b"t/y" => &["t/y"],
        b"ratio" => &["ratio"],
        _ => &["share"],
    }
}

//! `monazite explain`: formula, terms and input rows of one figure.

use crate::args::Args;
use crate::command::{keys, simulate};
use crate::failure::Failure;
use crate::output::{emit, text_to_stdout};
use crate::session::{Session, session};
use monazite::assess::{Explanation, Input, explain};
use monazite_io::results::{Header, Kind, Sheet};
use std::fmt::Write as _;

/// Input rows that the text shows; the other formats give all.
const SHOWN: usize = 15;

/// Prints the explanation as text, or its input rows in the format asked for.
///
/// The id of a figure of a scenario is explained in the default scenario.
pub(crate) fn run(args: &Args, id: &str) -> Result<(), Failure> {
    if simulate::is_of_a_scenario(id) {
        return simulate::explain_default(args, id);
    }
    let Session { dataset, ensemble, assessment } = session(args)?;
    let figure = assessment.figures.iter().find(|f| f.id() == id).ok_or_else(|| {
        keys::unknown_figure(id, assessment.figures.iter().map(monazite::figure::Figure::id), "assess")
    })?;
    let explanation = explain(&dataset.system, &ensemble, figure)?;
    if args.common.format.is_none() && args.common.out.is_none() {
        return text_to_stdout(&text(&explanation));
    }
    emit(args, Some(&dataset), &[("inputs", &sheet(&explanation.inputs))])
}

fn text(explanation: &Explanation) -> String {
    let figure = &explanation.figure;
    let mut text = format!(
        "{}\nfor {}, from {}, {}\n\n  {}, {}\n\nformula\n  {}\n  {}\n",
        figure.id(),
        figure.for_,
        figure.from,
        figure.year,
        ranged(figure.value, figure.low, figure.high, &figure.unit),
        figure.quality.word(),
        explanation.formula,
        explanation.page,
    );
    if !explanation.terms.is_empty() {
        text.push_str("\nin the reconciled balance\n");
        for (name, value, unit) in &explanation.terms {
            let _ = writeln!(text, "  {:>12} {unit:4} {name}", number(*value));
        }
    }
    let _ = writeln!(text, "\ninput rows: {}, the largest first", explanation.inputs.len());
    for input in explanation.inputs.iter().take(SHOWN) {
        text.push_str(&line(input));
    }
    if explanation.inputs.len() > SHOWN {
        text.push_str("  ... --format csv lists them all\n");
    }
    text
}

fn line(input: &Input) -> String {
    let balanced = input.balanced.map_or_else(String::new, |b| format!(", balanced {}", number(b)));
    let note = if input.note.is_empty() { String::new() } else { format!("; {}", input.note) };
    format!(
        "  {}  {}\n      {}{balanced}, {}; {}{note}\n",
        input.row,
        input.what,
        ranged(input.value, input.low, input.high, input.unit),
        input.quality.word(),
        input.source,
    )
}

/// Four significant digits, without zeros that say nothing.
fn number(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return if value == 0.0 { "0".to_owned() } else { value.to_string() };
    }
    let rounded: f64 = format!("{value:.3e}").parse().unwrap_or(value);
    rounded.to_string()
}

/// A value with its unit, and its range where it has one of its own.
pub(crate) fn ranged(value: f64, low: f64, high: f64, unit: &str) -> String {
    let range = if low < high { format!(" ({} to {})", number(low), number(high)) } else { String::new() };
    format!("{} {unit}{range}", number(value))
}

const COLUMNS: &[Header] = &[
    ("row", Kind::Text),
    ("what", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("balanced", Kind::Number),
    ("quality", Kind::Text),
    ("source", Kind::Text),
    ("note", Kind::Text),
];

fn sheet(inputs: &[Input]) -> Sheet {
    let mut sheet = Sheet::new(COLUMNS);
    for input in inputs {
        sheet.push(vec![
            input.row.to_string().into(),
            input.what.as_str().into(),
            input.value.into(),
            input.low.into(),
            input.high.into(),
            input.unit.into(),
            input.balanced.unwrap_or(f64::NAN).into(),
            input.quality.word().into(),
            input.source.as_str().into(),
            input.note.as_str().into(),
        ]);
    }
    sheet
}

//! `monazite explain`: formula, terms and input rows of one figure, or what binds behind one of a scenario.

use crate::failure::Failure;
use crate::output::{emit, text_to_stdout, to_stdout};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite::assess::{Explanation, Input};
use monazite::disruption::Metric;
use monazite::number::significant;
use monazite_study::{Answer, Binding, Explain, Explained, Study};
use std::fmt::Write as _;

/// Input rows that the text shows; the other formats give all.
const SHOWN: usize = 15;

/// Prints the explanation as text, or its input rows in the format asked for.
///
/// The id of a figure of a scenario is explained in the default scenario.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let request: Explain = surface.request(matches, &[])?;
    show(surface, &surface.study()?, &request)
}

/// Asks for the explanation and prints it.
pub(super) fn show(surface: &Surface, study: &Study, request: &Explain) -> Result<(), Failure> {
    let answer = surface.ask(|watch| study.explain(request, watch))?;
    if !surface.common.is_for_reading() {
        return emit(&surface.common, &answer);
    }
    match &answer.result {
        Explained::Assessed(explanation) => text_to_stdout(&text(explanation)),
        Explained::OfScenario(binding) => print(surface, study, &answer, binding),
    }
}

/// What binds behind a figure of a scenario.
fn print(
    surface: &Surface,
    study: &Study,
    answer: &Answer<Explained>,
    binding: &Binding,
) -> Result<(), Failure> {
    let figure = &binding.item;
    let scenario = &figure.scenario;
    let mut text = format!("{}\nfor {}, from {}, {scenario}\n\n", figure.id(), figure.for_, figure.from);
    let number = ranged(figure.value, figure.low, figure.high, &figure.unit);
    let _ = writeln!(text, "  {number}, {}", figure.quality.word());
    if let Some(metric) = Metric::from_word(&figure.metric) {
        let _ = writeln!(text, "\nformula\n  {}\n  {}", metric.entry().formula, metric.entry().page);
    }
    let _ = writeln!(text, "\nwhat binds in week {}, nearest to use first", binding.period + 1);
    text_to_stdout(&text)?;
    let sheet = |name: &str| answer.sheet(name).map_or(Ok(()), |sheet| to_stdout(&surface.common, sheet));
    sheet("causes")?;
    if let Some((country, end_use)) = binding.user {
        let system = study.system();
        let (country, end_use) = (system.countries.key(country), system.end_uses.key(end_use));
        text_to_stdout(&format!(
            "\nthe chain behind who lacks most, {end_use} in {country}, up to what binds\n"
        ))?;
        sheet("chain")?;
    }
    Ok(())
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

/// Four significant digits.
fn number(value: f64) -> String {
    significant(value, 4)
}

/// A value with its unit, and its range where it has one of its own.
fn ranged(value: f64, low: f64, high: f64, unit: &str) -> String {
    let range = if low < high { format!(" ({} to {})", number(low), number(high)) } else { String::new() };
    format!("{} {unit}{range}", number(value))
}

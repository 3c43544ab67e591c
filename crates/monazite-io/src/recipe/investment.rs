//! What new capacity, stocks, recycling and substitution cost and how long they take, per contained tonne.
//!
//! Published costs are often per gross tonne of a form: they are divided by the contained share of that form, here and
//! nowhere else.

use super::error::Error;
use super::output::{Fact, Sheet};
use super::own::own;
use super::table::Line;
use monazite::system::investment::Parameter;
use std::collections::BTreeMap;

/// Columns of the table before the common last ones.
const OWN: [&str; 7] = ["parameter", "process", "mineral", "form", "stage", "country", "end_use"];

/// `investment.csv`.
pub(super) fn investment() -> Result<Sheet, Error> {
    let forms = own("forms")?;
    let contained: BTreeMap<&str, &str> =
        forms.lines().map(|line| (line.text("form"), line.text("value"))).collect();
    let table = own("investment")?;
    let rows = table.lines().map(|line| row(line, &contained)).collect::<Result<_, _>>()?;
    Ok(Sheet::data("investment.csv", &OWN, rows))
}

/// One row in the unit of its parameter.
fn row(line: Line<'_>, contained: &BTreeMap<&str, &str>) -> Result<Vec<String>, Error> {
    let content = |reason: String| Error::Content { table: "investment".to_owned(), reason };
    let word = line.text("parameter");
    let parameter =
        Parameter::from_word(word).ok_or_else(|| content(format!("unknown parameter `{word}`")))?;
    let mut note = line.text("note").to_owned();
    let mut factor = 1.0;
    if let Some(stated) = line.number("factor") {
        factor = stated;
        note.push_str(&format!("; times {stated}"));
    }
    let per = line.text("per");
    if !per.is_empty() {
        let share = contained
            .get(per)
            .and_then(|text| super::number::parse(text))
            .ok_or_else(|| content(format!("no contained share of `{per}`")))?;
        factor /= share;
        note.push_str(&format!("; over the contained share of {per}, {share}"));
    }
    let converted = line.text("unit") != parameter.unit();
    let mut fact = Fact::new(
        line.need("value")? * factor,
        parameter.unit(),
        line.text("quality"),
        line.text("source"),
        &note,
    )
    .between(line.need("low")? * factor, line.need("high")? * factor);
    if let Ok(year) = line.text("year").parse() {
        fact = fact.in_year(year);
    }
    if converted || factor != 1.0 {
        fact = fact.published(line.text("value"), line.text("unit"));
    }
    Ok(fact.row(&OWN.map(|column| line.text(column))))
}

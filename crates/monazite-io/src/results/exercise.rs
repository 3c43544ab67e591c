//! The after-action report of an exercise, as a tidy sheet.

use super::sheet::{Header, Kind, Sheet};
use monazite::datum::Quality;
use monazite::exercise::{Decision, Part, Worth};

/// The tidy columns of a report. Text is blank where it does not apply.
const COLUMNS: &[Header] = &[
    ("for", Kind::Text),
    ("scenario", Kind::Text),
    ("decision", Kind::Text),
    ("week", Kind::Text),
    ("team", Kind::Text),
    ("action", Kind::Text),
    ("metric", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("quality", Kind::Text),
];

/// What was lost, what all decisions together and each of them were worth, to each of those who ask.
#[must_use]
pub fn sheet(
    scenario: &str,
    (decisions, worth): (&[Decision], &[Worth]),
    parties: &[String],
    quality: Quality,
) -> Sheet {
    let mut sheet = Sheet::new(COLUMNS);
    for row in worth {
        let (number, decision) = match row.without {
            Part::Decision(at) => ((at + 1).to_string(), decisions.get(at)),
            Part::Nothing => (String::new(), None),
            Part::Decisions => ("all".to_owned(), None),
        };
        let (metric, estimate) = match row.without {
            Part::Nothing => ("loss", row.loss),
            _ => ("decision_worth", row.worth),
        };
        sheet.push(vec![
            parties.get(row.party).map_or("", String::as_str).into(),
            scenario.into(),
            number.into(),
            decision.map_or_else(String::new, |d| d.week.to_string()).into(),
            decision.map_or("", |d| d.team.as_str()).into(),
            decision.map_or("", |d| d.action.word()).into(),
            metric.into(),
            estimate.value.into(),
            estimate.low.into(),
            estimate.high.into(),
            "USD".into(),
            quality.word().into(),
        ]);
    }
    sheet
}

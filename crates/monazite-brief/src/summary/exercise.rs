//! An exercise on a terminal.

use monazite::disruption::Metric;
use monazite::estimate::Estimate;
use monazite::exercise::{Decision, Part, Worth};
use monazite::figure::Figure;
use monazite::number::Number;
use std::fmt::Write as _;

/// Money with its range.
fn money(of: Estimate) -> String {
    Number::money(of).full()
}

/// What was lost, and what each decision was worth, to who asks and to the teams.
#[must_use]
pub fn exercise(decisions: &[Decision], worth: &[Worth], parties: &[String]) -> String {
    let mut text = String::new();
    for (party, name) in parties.iter().enumerate() {
        let _ = writeln!(text, "{name}");
        for row in worth.iter().filter(|row| row.party == party) {
            let _ = match row.without {
                Part::Nothing => writeln!(text, "  loses as played          {}", money(row.loss)),
                Part::Decisions => writeln!(text, "  all decisions were worth {}", money(row.worth)),
                Part::Decision(at) => {
                    let Some(Decision { week, team, action, .. }) = decisions.get(at) else { continue };
                    writeln!(text, "  week {week:>3} {team} {}: {}", action.word(), money(row.worth))
                }
            };
        }
    }
    if decisions.is_empty() {
        text.push_str("nobody decided anything\n");
    } else {
        text.push_str("The worth of a decision is the loss without it less the loss as played; less than nothing does harm.\nWorths need not add up: what one decision saves another need not.\n");
    }
    text
}

/// How things stand in a week: the minerals that are short, and their prices.
#[must_use]
pub fn situation(week: u32, figures: &[Figure]) -> String {
    let mut text = format!("end of week {week}\n");
    let now = |f: &&Figure| {
        f.week == Some(week) && f.country.is_empty() && f.form.is_empty() && f.end_use.is_empty()
    };
    let mut short: Vec<&Figure> = figures
        .iter()
        .filter(now)
        .filter(|f| f.metric == Metric::Shortfall.word() && f.value >= SHOWN)
        .collect();
    short.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.mineral.cmp(&b.mineral)));
    for figure in &short {
        let percent = |share: f64| format!("{:.1}", 100.0 * share);
        let (value, low, high) = (percent(figure.value), percent(figure.low), percent(figure.high));
        let _ = writeln!(text, "  {:<14} {value} % of need is missing ({low} to {high})", figure.mineral);
    }
    if short.is_empty() {
        text.push_str("  nothing is short\n");
    }
    text
}

/// Shares of need that are shown.
const SHOWN: f64 = 0.0005;

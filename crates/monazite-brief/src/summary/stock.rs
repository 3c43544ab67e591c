//! A joint stock on a terminal.

use monazite::estimate::Estimate;
use monazite::joint_stock::{Borne, Held, JointStock, Trial};
use monazite::number::{Number, Unit, significant};
use monazite::system::System;
use std::fmt::Write as _;

/// Money with its range.
fn money(of: Estimate) -> String {
    Number::money(of).full()
}

/// Tonnes with their range.
fn tonnes(Estimate { low, value, high }: Estimate) -> String {
    Number { value, low, high, unit: Unit::Tonnes }.full()
}

/// Forms that are listed; the rest is summed.
const LISTED: usize = 12;

/// A time with its range; `never` where it has no end.
fn time(Estimate { low, value, high }: Estimate) -> String {
    let of = |time: f64| if time.is_finite() { significant(time, 2) } else { "never".to_owned() };
    format!("{} ({} to {})", of(value), of(low), of(high))
}

/// How much of what, what it saves and who pays, as text for a terminal.
#[must_use]
pub fn stock(system: &System, stock: &JointStock, days: u32) -> String {
    let mut text = String::new();
    let spent = stock.held.iter().fold(Estimate::default(), |sum, held| sum + held.spent);
    let _ = writeln!(
        text,
        "A joint stock of {} for the first {days} days of a shortage costs {} to buy\n",
        stock.members.join(", "),
        money(spent)
    );
    text.push_str("  what is held, sized by the scenario in which most is missing\n");
    for Held { form, mass, spent, years, weeks, weeks_of_defence, scenario, .. } in
        stock.held.iter().take(LISTED)
    {
        let defence =
            weeks_of_defence.map_or_else(String::new, |w| format!(", {} of defence alone", time(w)));
        let _ = writeln!(
            text,
            "    {}: {} for {}; {} weeks of all use{defence}; bought within {} months; by {scenario}",
            system.forms[*form].name,
            tonnes(*mass),
            money(*spent),
            time(*weeks),
            time(Estimate { low: 12.0 * years.low, value: 12.0 * years.value, high: 12.0 * years.high }),
        );
    }
    if let Some(rest) = stock.held.get(LISTED..).filter(|rest| !rest.is_empty()) {
        let spent = rest.iter().fold(Estimate::default(), |sum, held| sum + held.spent);
        let _ = writeln!(text, "    {} more forms for {}", rest.len(), money(spent));
    }
    text.push_str(
        "\n  released from the week in which members first miss a form, whatever they miss, to each by what it misses\n\n",
    );
    text.push_str("  loss over a scenario, and what the stock saves\n");
    for Trial { scenario, without, no_rule, rule, .. } in &stock.trials {
        let _ = writeln!(
            text,
            "    {scenario:<28} {}; by the rule {}; released as national stocks are {}",
            money(*without),
            money(*rule),
            money(*no_rule)
        );
    }
    for (rule, title) in [("by_use", "by use"), ("least_core", "by the least core")] {
        let _ = writeln!(text, "\n  who pays {title}");
        for Borne { member, pays, alone, leaves, .. } in stock.borne.iter().filter(|b| b.rule == rule) {
            let leaves = if *leaves { "; LEAVES: the same cover alone costs it less" } else { "" };
            let (pays, alone) = (money(*pays), money(*alone));
            let _ = writeln!(text, "    {:<6} {pays}; alone {alone}{leaves}", stock.members[*member]);
        }
    }
    text
}

//! A counter-offer on a terminal.

use monazite::estimate::Estimate;
use monazite::number::Number;
use monazite::offer::{CounterOffer, Package};
use std::fmt::Write as _;

/// Money with its range.
fn money(of: Estimate) -> String {
    Number::money(of).full()
}

/// What the partner's joining brings, what it asks, and what can be given, as text for a terminal.
#[must_use]
pub fn offer(offer: &CounterOffer) -> String {
    let mut text = format!(
        "What {} brings by joining, before anything is given; its own gain is over being cut off under every threat, an upper bound\n",
        offer.partner
    );
    for (member, gain) in offer.members.iter().zip(&offer.gains) {
        let _ = writeln!(text, "    {member:<6} {}", money(*gain));
    }
    let _ = writeln!(
        text,
        "    {:<6} {}\n\n  what it asks costs the members",
        offer.partner,
        money(offer.partner_gain)
    );
    for ask in &offer.asks {
        let _ = writeln!(text, "    {:<14} {}", ask.lever.word(), money(ask.cost));
    }
    let most: Vec<&Package> = offer.packages.iter().filter(|package| package.most).collect();
    let _ = writeln!(
        text,
        "\n  {} packages leave no member with a loss; these are the most that can be given",
        offer.packages.len()
    );
    for package in most {
        let given: Vec<String> = (offer.asks.iter().zip(&package.parts))
            .map(|(ask, part)| format!("{:.0} % of {}", 100.0 * part, ask.lever.word()))
            .collect();
        let _ = writeln!(
            text,
            "    {}: costs {}; {} gains {}; nobody loses in {:.0} % of the draws",
            given.join(", "),
            money(package.cost),
            offer.partner,
            money(package.partner),
            100.0 * package.holds
        );
    }
    text
}

//! A counter-offer, as a tidy sheet.

use super::sheet::{Header, Kind, Sheet};
use monazite::estimate::Estimate;
use monazite::offer::CounterOffer;
use monazite::plan::QUALITY;

/// The tidy columns of a counter-offer. Text is blank where it does not apply.
const COLUMNS: &[Header] = &[
    ("for", Kind::Text),
    ("partner", Kind::Text),
    ("package", Kind::Text),
    ("lever", Kind::Text),
    ("member", Kind::Text),
    ("metric", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("quality", Kind::Text),
];

/// Every number of a counter-offer, one a row; packages are numbered, what is worth most to the partner first.
#[must_use]
pub fn sheet(offer: &CounterOffer, for_: &str) -> Sheet {
    let mut sheet = Sheet::new(COLUMNS);
    let mut push =
        |(package, lever, member): (&str, &str, &str), metric: &str, number: Estimate, unit: &str| {
            sheet.push(vec![
                for_.into(),
                offer.partner.as_str().into(),
                package.into(),
                lever.into(),
                member.into(),
                metric.into(),
                number.value.into(),
                number.low.into(),
                number.high.into(),
                unit.into(),
                QUALITY.word().into(),
            ]);
        };
    for (member, gain) in offer.members.iter().zip(&offer.gains) {
        push(("", "", member), "gain_by_joining", *gain, "USD");
    }
    push(("", "", &offer.partner), "gain_by_joining", offer.partner_gain, "USD");
    for ask in &offer.asks {
        push(("", ask.lever.word(), ""), "ask_cost", ask.cost, "USD");
    }
    for (number, package) in offer.packages.iter().enumerate() {
        let number = (number + 1).to_string();
        for (ask, part) in offer.asks.iter().zip(&package.parts) {
            push((&number, ask.lever.word(), ""), "given", Estimate::exact(*part), "share");
        }
        push((&number, "", ""), "package_cost", package.cost, "USD");
        for (member, left) in offer.members.iter().zip(&package.members) {
            push((&number, "", member), "gain_left", *left, "USD");
        }
        push((&number, "", &offer.partner), "gain_left", package.partner, "USD");
        push((&number, "", ""), "nobody_loses", Estimate::exact(package.holds), "share of draws");
        push((&number, "", ""), "most", Estimate::exact(f64::from(u8::from(package.most))), "1 = yes");
    }
    sheet
}

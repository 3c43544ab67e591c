//! Sheets of what a shortfall costs: tidy losses, and the one-year estimate.

use super::sheet::{Header, Kind, Sheet};
use monazite::economy::coupling::RANGE;
use monazite::economy::one_year::OneYear;
use monazite::figure::Figure;
use monazite::system::System;

/// The tidy columns of losses.
pub const LOSS_COLUMNS: &[Header] = &[
    ("for", Kind::Text),
    ("scenario", Kind::Text),
    ("week", Kind::Integer),
    ("country", Kind::Text),
    ("industry", Kind::Text),
    ("metric", Kind::Text),
    ("method", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("range_of", Kind::Text),
    ("quality", Kind::Text),
];

/// Losses as rows. The week is blank over the horizon, country and industry where a row is about all.
#[must_use]
pub fn losses(figures: &[Figure]) -> Sheet {
    let mut sheet = Sheet::new(LOSS_COLUMNS);
    for figure in figures {
        sheet.push(vec![
            figure.for_.as_str().into(),
            figure.scenario.as_str().into(),
            figure.week.map_or_else(|| "".into(), |w| i64::from(w).into()),
            figure.country.as_str().into(),
            figure.industry.as_str().into(),
            figure.metric.as_str().into(),
            figure.method.as_str().into(),
            figure.value.into(),
            figure.low.into(),
            figure.high.into(),
            figure.unit.as_str().into(),
            range_of(&figure.method).into(),
            figure.quality.word().into(),
        ]);
    }
    sheet
}

/// What the range of a loss spans: the loss itself has one answer only, over whoever goes without.
fn range_of(method: &str) -> &'static str {
    if method == RANGE { "draws and who goes without" } else { "draws" }
}

const ONE_YEAR: &[Header] = &[
    ("for", Kind::Text),
    ("from", Kind::Text),
    ("mineral", Kind::Text),
    ("form", Kind::Text),
    ("industry", Kind::Text),
    ("metric", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("quality", Kind::Text),
];

/// One-year estimates as rows: price, share left, loss, and the loss by industry.
#[must_use]
pub fn one_year(system: &System, for_: &str, from: &str, estimates: &[OneYear]) -> Sheet {
    let mut sheet = Sheet::new(ONE_YEAR);
    for estimate in estimates {
        let form = &system.forms[estimate.form];
        let mut push = |industry: &str, metric: &str, [value, low, high]: [f64; 3], unit: &str| {
            sheet.push(vec![
                for_.into(),
                from.into(),
                system.minerals.key(form.mineral).into(),
                system.forms.key(estimate.form).into(),
                industry.into(),
                metric.into(),
                value.into(),
                low.into(),
                high.into(),
                unit.into(),
                "assumed".into(),
            ]);
        };
        let OneYear { price, left, gdp_loss, with_suppliers, .. } = estimate;
        push("", "price", [price.value, price.low, price.high], "index");
        push("", "left", [left.value, left.low, left.high], "share");
        push("", "gdp_loss", [gdp_loss.value, gdp_loss.low, gdp_loss.high], "USD");
        let ends = [with_suppliers.value, with_suppliers.low, with_suppliers.high];
        push("", "gdp_loss_with_suppliers", ends, "USD");
        for (industry, lost) in &estimate.by_industry {
            push(industry, "value_added_lost", [lost.get(), f64::NAN, f64::NAN], "USD");
        }
    }
    sheet
}

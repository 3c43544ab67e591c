//! A joint stock, as a tidy sheet.

use super::sheet::{Header, Kind, Sheet};
use monazite::estimate::Estimate;
use monazite::joint_stock::JointStock;
use monazite::plan::QUALITY;
use monazite::system::System;

/// The tidy columns of a stock. Text is blank where it does not apply.
const COLUMNS: &[Header] = &[
    ("for", Kind::Text),
    ("mineral", Kind::Text),
    ("form", Kind::Text),
    ("scenario", Kind::Text),
    ("member", Kind::Text),
    ("rule", Kind::Text),
    ("metric", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("quality", Kind::Text),
];

/// One row before it is cells.
#[derive(Debug, Clone, Copy, Default)]
struct Line<'a> {
    mineral: &'a str,
    form: &'a str,
    scenario: &'a str,
    member: &'a str,
    rule: &'a str,
}

/// Every number of a stock, one a row.
#[must_use]
pub fn sheet(system: &System, stock: &JointStock, for_: &str) -> Sheet {
    let mut sheet = Sheet::new(COLUMNS);
    let mut push = |line: Line<'_>, metric: &str, number: Estimate, unit: &str| {
        sheet.push(vec![
            for_.into(),
            line.mineral.into(),
            line.form.into(),
            line.scenario.into(),
            line.member.into(),
            line.rule.into(),
            metric.into(),
            number.value.into(),
            number.low.into(),
            number.high.into(),
            unit.into(),
            QUALITY.word().into(),
        ]);
    };
    for held in &stock.held {
        let form = system.forms.key(held.form);
        let mineral = system.minerals.key(system.forms[held.form].mineral);
        let line = Line { mineral, form, scenario: &held.scenario, ..Line::default() };
        push(line, "stock", held.mass, "t");
        push(line, "stock_spending", held.spent, "USD");
        push(line, "stock_purchase_limit", held.a_year, "t/y");
        push(line, "stock_build_up", held.years, "y");
        push(line, "stock_held_already", Estimate::exact(held.held_already), "t");
        push(line, "stock_weeks", held.weeks, "weeks of use");
        if let Some(weeks) = held.weeks_of_defence {
            push(line, "stock_weeks_of_defence", weeks, "weeks of use");
        }
        for (member, mass) in stock.members.iter().zip(&held.to) {
            push(Line { member, ..line }, "stock_to", *mass, "t");
        }
    }
    for trial in &stock.trials {
        let line = Line { scenario: &trial.scenario, ..Line::default() };
        push(line, "loss", trial.without, "USD");
        push(Line { rule: "as_national", ..line }, "loss_avoided", trial.no_rule, "USD");
        push(Line { rule: "joint", ..line }, "loss_avoided", trial.rule, "USD");
        if let Some(day) = trial.released {
            push(Line { rule: "joint", ..line }, "first_release", Estimate::exact(day), "d");
        }
    }
    for borne in &stock.borne {
        let line = Line { member: &stock.members[borne.member], rule: borne.rule, ..Line::default() };
        push(line, "member_pays", borne.pays, "USD");
        push(line, "alone_pays", borne.alone, "USD");
        push(line, "leaves", Estimate::exact(f64::from(u8::from(borne.leaves))), "1 = yes");
    }
    push(Line::default(), "least_objection", stock.least_objection, "USD");
    sheet
}

//! A balance as sheets: its parts, how far each datum had to move, how well the whole fits.

use super::sheet::{Header, Kind, Sheet};
use monazite::balance::{Balance, MineralBalance};
use monazite::id::MineralId;
use monazite::quantity::TonnesPerYear;
use monazite::system::System;

const MASS: Header = ("value", Kind::Number);
const UNIT: Header = ("unit", Kind::Text);
const MINERAL: Header = ("mineral", Kind::Text);
const FORM: Header = ("form", Kind::Text);
const COUNTRY: Header = ("country", Kind::Text);

/// The minerals to show: one, or all that are balanced.
fn shown(balance: &Balance, only: Option<MineralId>) -> impl Iterator<Item = (MineralId, &MineralBalance)> {
    balance.minerals.iter().map(|(&id, m)| (id, m)).filter(move |(id, _)| only.is_none_or(|o| o == *id))
}

/// How far each datum had to move, the largest move in standard errors first.
#[must_use]
pub fn moves(system: &System, balance: &Balance, only: Option<MineralId>) -> Sheet {
    let mut sheet = Sheet::new(&[
        MINERAL,
        ("row", Kind::Text),
        ("datum", Kind::Text),
        ("observed", Kind::Number),
        ("balanced", Kind::Number),
        ("sigma", Kind::Number),
        ("standard_errors", Kind::Number),
        UNIT,
    ]);
    let mut moves: Vec<_> = shown(balance, only)
        .flat_map(|(id, mineral)| mineral.report.moves.iter().map(move |m| (id, m)))
        .map(|(id, m)| (id, m, (m.balanced.get() - m.observed.get()) / m.sigma.get()))
        .collect();
    moves.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    for (id, m, errors) in moves {
        sheet.push(vec![
            system.minerals.key(id).into(),
            m.row.map_or_else(String::new, |row| row.to_string()).into(),
            m.what.as_str().into(),
            m.observed.get().into(),
            m.balanced.get().into(),
            m.sigma.get().into(),
            errors.into(),
            TonnesPerYear::UNIT.into(),
        ]);
    }
    sheet
}

/// What each process does in each country.
#[must_use]
pub fn activity(system: &System, balance: &Balance, only: Option<MineralId>) -> Sheet {
    let mut sheet =
        Sheet::new(&[MINERAL, ("process", Kind::Text), COUNTRY, MASS, UNIT, ("quality", Kind::Text)]);
    for (id, mineral) in shown(balance, only) {
        for activity in &mineral.activity {
            sheet.push(vec![
                system.minerals.key(id).into(),
                system.processes.key(activity.process).into(),
                system.countries.key(activity.country).into(),
                activity.mass.get().into(),
                TonnesPerYear::UNIT.into(),
                activity.quality.word().into(),
            ]);
        }
    }
    sheet
}

/// Flows between countries.
#[must_use]
pub fn flows(system: &System, balance: &Balance, only: Option<MineralId>) -> Sheet {
    let mut sheet = Sheet::new(&[
        MINERAL,
        FORM,
        ("exporter", Kind::Text),
        ("importer", Kind::Text),
        MASS,
        UNIT,
        ("quality", Kind::Text),
    ]);
    for (id, mineral) in shown(balance, only) {
        for flow in &mineral.flows {
            sheet.push(vec![
                system.minerals.key(id).into(),
                system.forms.key(flow.form).into(),
                system.countries.key(flow.exporter).into(),
                system.countries.key(flow.importer).into(),
                flow.mass.get().into(),
                TonnesPerYear::UNIT.into(),
                flow.quality.word().into(),
            ]);
        }
    }
    sheet
}

/// What end uses take.
#[must_use]
pub fn uses(system: &System, balance: &Balance, only: Option<MineralId>) -> Sheet {
    let mut sheet = Sheet::new(&[MINERAL, FORM, COUNTRY, ("end_use", Kind::Text), MASS, UNIT]);
    for (id, mineral) in shown(balance, only) {
        for use_ in &mineral.uses {
            sheet.push(vec![
                system.minerals.key(id).into(),
                system.forms.key(use_.form).into(),
                system.countries.key(use_.country).into(),
                system.end_uses.key(use_.end_use).into(),
                use_.mass.get().into(),
                TonnesPerYear::UNIT.into(),
            ]);
        }
    }
    sheet
}

/// Additions to stock (negative for a draw) and scrap that enters a form.
#[must_use]
pub fn stocks(system: &System, balance: &Balance, only: Option<MineralId>) -> Sheet {
    let mut sheet = Sheet::new(&[MINERAL, FORM, COUNTRY, ("kind", Kind::Text), MASS, UNIT]);
    for (id, mineral) in shown(balance, only) {
        let changes = mineral.stock_changes.iter().map(|node| ("stock_change", node));
        let scrap = mineral.scrap.iter().map(|node| ("scrap", node));
        for (kind, node) in changes.chain(scrap) {
            sheet.push(vec![
                system.minerals.key(id).into(),
                system.forms.key(node.form).into(),
                system.countries.key(node.country).into(),
                kind.into(),
                node.mass.get().into(),
                TonnesPerYear::UNIT.into(),
            ]);
        }
    }
    sheet
}

/// One row a mineral: its scale, the number of data, chi-square, the largest violation of conservation over its scale.
#[must_use]
pub fn fit(system: &System, balance: &Balance, only: Option<MineralId>) -> Sheet {
    let mut sheet = Sheet::new(&[
        MINERAL,
        ("world_supply", Kind::Number),
        UNIT,
        ("data", Kind::Integer),
        ("chi_square", Kind::Number),
        ("residual", Kind::Number),
    ]);
    for (id, mineral) in shown(balance, only) {
        sheet.push(vec![
            system.minerals.key(id).into(),
            mineral.world_supply.get().into(),
            TonnesPerYear::UNIT.into(),
            i64::try_from(mineral.report.data).unwrap_or(i64::MAX).into(),
            mineral.report.chi_square.into(),
            mineral.report.residual.into(),
        ]);
    }
    sheet
}

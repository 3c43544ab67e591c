//! What each member of a club bears: its own columns, unmet need among them, and of what is done without in haste under a
//! threat its part by need.

use super::club::Club;
use super::small::Small;
use crate::lp::{Item, Tag};
use crate::model::Model;
use monazite::plan::Items;
use monazite_highs::Solution;
use std::collections::BTreeMap;

/// A normal year, or a threat that begins in a year.
pub(super) type Branch = (Option<usize>, i32);

/// A column that costs.
#[derive(Debug)]
struct Cost {
    column: usize,
    /// Discounted million USD per unit.
    per_unit: Items,
    /// Who bears it; of several the part by need.
    by: Vec<(usize, f64)>,
}

/// The costs of a model, with who bears them.
#[derive(Debug)]
pub(super) struct Costs {
    costs: Vec<Cost>,
}

impl Costs {
    pub(super) fn of(small: &Small<'_, '_>) -> Self {
        let mut parts = parts(small);
        let everybody: Vec<(usize, f64)> = small.model.network().members().map(|m| (m, 1.0)).collect();
        let costs = per_unit(small, small.model)
            .into_iter()
            .map(|(column, per_unit)| {
                let by = match small.lp.columns[column].member {
                    Some(member) => vec![(member, 1.0)],
                    None => parts.remove(&column).unwrap_or_else(|| everybody.clone()),
                };
                Cost { column, per_unit, by }
            })
            .collect();
        Self { costs }
    }

    /// What each player bears in a club's programme.
    pub(super) fn borne(&self, point: &Solution, club: Club, players: usize) -> Vec<Items> {
        let mut borne = vec![Items::default(); players];
        for Cost { column, per_unit, by } in &self.costs {
            let amount = point.columns[*column];
            if amount == 0.0 {
                continue;
            }
            let inside = || by.iter().filter(|(m, _)| club.contains(*m));
            let whole: f64 = inside().map(|(_, part)| part).sum();
            let even = 1.0 / club.len() as f64;
            // What nobody inside needs is borne evenly.
            let mut bear = |member: usize, part: f64| {
                for (sum, k) in borne[member].0.iter_mut().zip(per_unit.0) {
                    *sum += k * amount * part;
                }
            };
            if whole > 0.0 {
                inside().for_each(|&(member, part)| bear(member, part / whole));
            } else {
                club.players().for_each(|member| bear(member, even));
            }
        }
        borne
    }

    /// What all bear together.
    pub(super) fn total(&self, point: &Solution) -> f64 {
        self.costs.iter().map(|c| point.columns[c.column] * (c.per_unit.spent() + c.per_unit.lost())).sum()
    }
}

/// Costs by column and item that a model of the same columns puts on the small one.
pub(super) fn per_unit(small: &Small<'_, '_>, model: &Model<'_>) -> BTreeMap<usize, Items> {
    let mut costs: BTreeMap<usize, Items> = BTreeMap::new();
    for charge in &model.lp.charges {
        let item = Item::ALL.iter().position(|i| *i == charge.item).unwrap_or_default();
        costs.entry(small.place(charge.column)).or_default().0[item] += charge.cost * charge.weight;
    }
    costs
}

/// Columns of what is done together under threats, with the need of each member that they are about.
fn parts(small: &Small<'_, '_>) -> BTreeMap<usize, Vec<(usize, f64)>> {
    let model = small.model;
    let mut parts = BTreeMap::new();
    for (&(_, y), recourse) in &model.variables.recourse {
        for (&(form, end_use), &column) in &recourse.substituted {
            let chain = model.frame.of_form(form);
            parts.insert(small.place(column), chain.need_of(form, end_use, y, 1.0));
        }
    }
    parts
}

/// What a plan bears in each branch.
pub(super) fn by_branch(small: &Small<'_, '_>, point: &Solution) -> BTreeMap<Branch, f64> {
    let mut borne = BTreeMap::new();
    for charge in &small.lp.charges {
        let cost = charge.cost * charge.weight * point.columns[charge.column.0];
        let threat = small.lp.columns[charge.column.0].tag.threat;
        *borne.entry((threat, small.period(charge.year))).or_default() += cost;
    }
    borne
}

/// The branch that a limit of what is for sale belongs to.
pub(super) fn branch_of(tag: &Tag) -> Branch {
    (tag.threat, tag.year.unwrap_or_default())
}

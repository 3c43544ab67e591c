//! What all clubs are measured against: each player alone, doing its best or nothing.

use super::borne::{Branch, Costs, by_branch, per_unit};
use super::club::Club;
use super::desk::Desk;
use super::small::Small;
use crate::error::Error;
use crate::model::Model;
use crate::ranges;
use monazite::Watch;
use monazite::plan::Factors;
use monazite::plan::Items;
use monazite_highs::Basis;
use std::collections::BTreeMap;

/// What all clubs are measured against, for one group of minerals.
pub(super) struct Base {
    /// Where the solves of a block start.
    pub(super) basis: Basis,
    pub(super) costs: Costs,
    pub(super) factors: Factors,
    /// What each player bears if nobody does anything.
    pub(super) idle: Vec<Items>,
    /// What each bears of today: all together, trading as they do, and nobody decides anything.
    pub(super) today: Vec<Items>,
    /// Each player acting alone.
    pub(super) alone: Vec<Alone>,
    /// Players by how many pivots it takes to do without them, the fewest first: the order in which clubs are counted.
    pub(super) by_pivots: Vec<usize>,
}

/// A player acting alone.
#[derive(Debug)]
pub(super) struct Alone {
    pub(super) basis: Basis,
    /// What it bears in all.
    pub(super) total: f64,
    /// What it leaves of each limit of what is for sale, and what one unit more is worth to it.
    pub(super) left: Vec<(f64, f64)>,
    /// What it bears in each branch, which is the most that it could gain there.
    pub(super) borne: BTreeMap<Branch, f64>,
}

/// All players together, each alone, and each doing nothing.
pub(super) fn base(small: &Small<'_, '_>, watch: &Watch) -> Result<Base, Error> {
    let n = small.model.network().programme.members.len();
    let costs = Costs::of(small);
    let mut desk = Desk::new(small, watch)?;
    let together = desk.run("all players together")?;
    let basis = desk.highs.basis()?;
    let sums = |model: &Model<'_>| {
        per_unit(small, model).into_iter().fold(Items::default(), |sum, (column, per_unit)| {
            Items(std::array::from_fn(|i| sum.0[i] + per_unit.0[i] * together.columns[column]))
        })
    };
    let factors = ranges::factors(small.model.network(), sums(small.model), &sums, watch)?;
    let for_sale = small.for_sale();
    let (mut alone, mut idle) = (Vec::with_capacity(n), Vec::with_capacity(n));
    let decisions = decisions(small);
    let none: Vec<(usize, f64, f64)> = decisions.iter().map(|&c| (c, 0.0, 0.0)).collect();
    desk.highs.change_column_bounds(&none)?;
    let today = costs.borne(&desk.run("all players that do nothing")?, Club::all(n), n);
    let free: Vec<(usize, f64, f64)> =
        decisions.iter().map(|&c| (c, 0.0, small.lp.columns[c].upper)).collect();
    desk.highs.change_column_bounds(&free)?;
    let mut pivots = Vec::with_capacity(n);
    for player in 0..n {
        desk.highs.set_basis(&basis)?;
        desk.optimum(Club::all(n).without(player))?;
        pivots.push(desk.highs.pivots()?);
        desk.highs.set_basis(&basis)?;
        let club = Club::alone(player);
        let point = desk.optimum(club)?;
        let takes_part = small.takes_part(club);
        let left = for_sale.iter().map(|item| {
            let (taken, worth) = item.taken_and_worth(&point);
            (item.bound.of(&takes_part) - taken, worth)
        });
        alone.push(Alone {
            basis: desk.highs.basis()?,
            total: costs.total(&point),
            left: left.collect(),
            borne: by_branch(small, &point),
        });
        desk.highs.change_column_bounds(&none)?;
        let point = desk.run("a player that does nothing")?;
        idle.push(costs.borne(&point, club, n)[player]);
        desk.highs.change_column_bounds(&free)?;
    }
    let mut by_pivots: Vec<usize> = (0..n).collect();
    by_pivots.sort_by_key(|&player| pivots[player]);
    Ok(Base { basis, costs, factors, idle, today, alone, by_pivots })
}

/// Columns of what is built, bought for stock and done without for good.
fn decisions(small: &Small<'_, '_>) -> Vec<usize> {
    let v = &small.model.variables;
    let mut columns: Vec<usize> = v.decisions().into_iter().map(|(_, c)| small.place(c)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

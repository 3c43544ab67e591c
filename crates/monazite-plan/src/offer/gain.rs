//! What a partner's joining brings: each member's gain, and the partner's own.

use crate::ranges::{Draws, draws};
use crate::share::{Club, Group};
use monazite::plan::{Factors, Items};
use monazite::share::Valued;

/// What a partner's joining brings, USD: at the centre first, then in each draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Gains {
    /// To each member but the partner, in their order.
    pub members: Vec<Vec<f64>>,
    /// To the partner, over staying outside while the others go on.
    pub partner: Vec<f64>,
    /// What all hold in stock costs them, with the partner in it.
    pub stock: Vec<f64>,
}

/// USD in a unit of the clubs' money.
const MILLION: f64 = 1e6;
/// Place of stock among the items.
const STOCK: usize = 3;

/// What the joining of a player brings: the best programme of all against the best of all but it, of which each member
/// bears what it builds and buys and what it loses. `None` where a club was not solved.
#[must_use]
pub fn gains(groups: &[Group], players: usize, partner: usize, (count, seed): (usize, u64)) -> Option<Gains> {
    let (all, others, alone) =
        (Club::all(players), Club::all(players).without(partner), Club::alone(partner));
    let factors: Vec<Factors> = groups.iter().map(|group| group.factors).collect();
    let mut gains = Gains { members: Vec::new(), partner: Vec::new(), stock: Vec::new() };
    for draw in draws(&factors, Draws { count, seed }) {
        let (mut members, mut own, mut stock) = (vec![0.0; players], 0.0, 0.0);
        for (group, factors) in groups.iter().zip(&draw) {
            let of = |club: Club| group.valued.iter().find(|valued| valued.club == club.bits());
            let (with, without, alone) = (of(all)?, of(others)?, of(alone)?);
            let bears = |valued: &Valued, player: usize| valued.borne[player].times(factors).sum();
            for player in others.players() {
                members[player] += bears(without, player) - bears(with, player);
            }
            // What the others' club spares an outsider is loss that it does not have.
            let spared = without.spill[partner] * factors.0[Items::COUNT - 1];
            own += bears(alone, partner) - spared - bears(with, partner);
            stock += with.borne.iter().map(|items| items.times(factors).0[STOCK]).sum::<f64>();
        }
        members.remove(partner);
        gains.members.push(members.into_iter().map(|gain| gain * MILLION).collect());
        gains.partner.push(own * MILLION);
        gains.stock.push(stock * MILLION);
    }
    Some(gains)
}

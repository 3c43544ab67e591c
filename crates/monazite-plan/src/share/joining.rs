//! The order in which players join, what each brings and gains, and what a late-comer pays.
//!
//! Methods page: `docs/methods/share.md`.

use super::club::Club;
use super::game::Game;
use super::outcome::Outcomes;

/// A player joins.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Who.
    pub player: usize,
    /// The club that it joins.
    pub joins: Club,
    /// What the club is worth more with it.
    pub brings: f64,
    /// Its share of the larger club less what it gets by staying out.
    pub gains: f64,
    /// What it pays to the others so that it ends with its share: negative if they pay it.
    pub pays: f64,
}

/// The order in which players join `founders`: first whoever brings most, and of equals whoever is most urgent.
#[must_use]
pub fn joining(game: &Game, founders: Club, urgency: &[f64]) -> Vec<usize> {
    let mut club = founders;
    let mut order = Vec::new();
    while let Some(player) = club.outsiders(game.players()).max_by(|&a, &b| {
        let brings = |p| game.marginal(club, p);
        brings(a).total_cmp(&brings(b)).then(urgency[a].total_cmp(&urgency[b])).then(b.cmp(&a))
    }) {
        order.push(player);
        club = club.with(player);
    }
    order
}

/// What each brings, gains and pays when players join `founders` in an order.
///
/// `share` splits the value of a club among its members in their order. A late-comer pays what it gets in the larger
/// club, counted from acting alone, less its share.
#[must_use]
pub fn follow(
    game: &Game,
    outcomes: &Outcomes,
    founders: Club,
    order: &[usize],
    share: impl Fn(Club) -> Vec<f64>,
) -> Vec<Step> {
    let mut club = founders;
    let mut steps = Vec::new();
    for &player in order {
        let larger = club.with(player);
        let place = larger.players().take_while(|&p| p != player).count();
        let own = share(larger).get(place).copied().unwrap_or(0.0);
        let alone = outcomes.payoff(Club::EMPTY, player);
        steps.push(Step {
            player,
            joins: club,
            brings: game.marginal(club, player),
            gains: own - outcomes.spill_over(club, player),
            pays: outcomes.payoff(larger, player) - alone - own,
        });
        club = larger;
    }
    steps
}

//! What every player gets, inside a club and outside it: a game in partition function form.
//!
//! Outsiders are read in one way for the whole table: each on its own (gamma), or all of them together (delta).
//! Chander and Tulkens (1997); Hart and Kurz (1983). Methods page: `docs/methods/share.md`.

use super::club::Club;
use super::objection::total;

/// Payoff of every player for every club that may form, without any payment between players.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcomes {
    players: usize,
    payoffs: Vec<Vec<f64>>,
}

impl Outcomes {
    /// From the payoffs of all players under each club. A club of one or none is nobody acting together.
    #[must_use]
    pub fn new(players: usize, payoffs: impl Fn(Club) -> Vec<f64>) -> Self {
        let clubs = (0..=Club::all(players).bits()).map(Club::from_bits);
        Self { players, payoffs: clubs.map(payoffs).collect() }
    }

    /// How many players.
    #[must_use]
    pub const fn players(&self) -> usize {
        self.players
    }

    /// What a player gets when a club has formed, as a member of it or beside it.
    #[must_use]
    pub fn payoff(&self, club: Club, player: usize) -> f64 {
        self.payoffs[club.bits() as usize][player]
    }

    /// What the members of a club get together.
    #[must_use]
    pub fn together(&self, club: Club) -> f64 {
        total(&self.payoffs[club.bits() as usize], club)
    }

    /// What a player that stays out gains because the others formed a club: the pull to ride free.
    #[must_use]
    pub fn spill_over(&self, club: Club, outsider: usize) -> f64 {
        self.payoff(club, outsider) - self.payoff(Club::EMPTY, outsider)
    }
}

//! The core: shares that no club can better on its own.
//!
//! Gillies, D. B. (1959). Methods page: `docs/methods/share.md`.

use super::club::Club;
use super::game::Game;

/// A club that would do better on its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Objection {
    /// Who.
    pub club: Club,
    /// What they would gain together by leaving.
    pub gain: f64,
}

/// Clubs that gain more than `tolerance` by leaving with what they can secure themselves, the largest gain first.
#[must_use]
pub fn objections(game: &Game, shares: &[f64], tolerance: f64) -> Vec<Objection> {
    let mut found: Vec<Objection> = game
        .proper_clubs()
        .map(|club| Objection { club, gain: game.value(club) - total(shares, club) })
        .filter(|objection| objection.gain > tolerance)
        .collect();
    found.sort_by(|a, b| b.gain.total_cmp(&a.gain).then(a.club.cmp(&b.club)));
    found
}

/// Whether shares hand out the whole and leave nobody an objection.
#[must_use]
pub fn is_in_core(game: &Game, shares: &[f64], tolerance: f64) -> bool {
    (total(shares, game.grand()) - game.value(game.grand())).abs() <= tolerance
        && objections(game, shares, tolerance).is_empty()
}

/// What a club's members have together.
pub(super) fn total(shares: &[f64], club: Club) -> f64 {
    club.players().map(|player| shares[player]).sum()
}

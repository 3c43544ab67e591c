//! Whether a club holds: nobody wants out, nobody wants in, or a payment could make it so.
//!
//! d'Aspremont et al. (1983), Barrett (1994); potential internal stability: Carraro, Eyckmans and Finus (2006).
//! Methods page: `docs/methods/share.md`.

use super::club::Club;
use super::outcome::Outcomes;

/// A player that would move, and what it would gain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// Who.
    pub player: usize,
    /// Gain from moving while the others stay as they are.
    pub gain: f64,
}

/// Members that gain more than `tolerance` by leaving while the others stay: none if the club is internally stable.
#[must_use]
pub fn leavers(outcomes: &Outcomes, club: Club, tolerance: f64) -> Vec<Move> {
    club.players()
        .map(|player| Move {
            player,
            gain: outcomes.payoff(club.without(player), player) - outcomes.payoff(club, player),
        })
        .filter(|m| m.gain > tolerance)
        .collect()
}

/// Outsiders that gain more than `tolerance` by joining: none if the club is externally stable.
#[must_use]
pub fn joiners(outcomes: &Outcomes, club: Club, tolerance: f64) -> Vec<Move> {
    club.outsiders(outcomes.players())
        .map(|player| Move {
            player,
            gain: outcomes.payoff(club.with(player), player) - outcomes.payoff(club, player),
        })
        .filter(|m| m.gain > tolerance)
        .collect()
}

/// What is left once every member has been given what it would get by leaving: the club is potentially internally
/// stable, that is, some payment between members keeps all in it, if this is not negative.
#[must_use]
pub fn surplus(outcomes: &Outcomes, club: Club) -> f64 {
    let outside: f64 = club.players().map(|p| outcomes.payoff(club.without(p), p)).sum();
    outcomes.together(club) - outside
}

/// The smallest club of two or more whose members gain together over acting alone and that some payment holds
/// together; of several, the one that gains most.
#[must_use]
pub fn smallest_club(outcomes: &Outcomes, tolerance: f64) -> Option<Club> {
    let gain = |club: Club| {
        let alone: f64 = club.players().map(|p| outcomes.payoff(Club::EMPTY, p)).sum();
        outcomes.together(club) - alone
    };
    (1..=Club::all(outcomes.players()).bits())
        .map(Club::from_bits)
        .filter(|&club| club.len() >= 2 && gain(club) > tolerance && surplus(outcomes, club) >= -tolerance)
        .min_by(|&a, &b| a.len().cmp(&b.len()).then(gain(b).total_cmp(&gain(a))).then(a.cmp(&b)))
}

//! Shapley value: what each player adds, averaged over all orders of joining.
//!
//! Shapley, L. S. (1953): A value for n-person games. Methods page: `docs/methods/share.md`.

use super::club::Club;
use super::game::Game;
use monazite::random::{below, stream};

/// `phi_i = sum over clubs S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))`. The shares sum to the whole.
#[must_use]
pub fn shapley(game: &Game) -> Vec<f64> {
    let weights = weights(game.players());
    let mut shares = vec![0.0; game.players()];
    for bits in 0..game.grand().bits() {
        let club = Club::from_bits(bits);
        for player in club.outsiders(game.players()) {
            shares[player] += weights[club.len()] * game.marginal(club, player);
        }
    }
    shares
}

/// The probability that a given club of each size is exactly who joined before a player.
fn weights(players: usize) -> Vec<f64> {
    let mut weights = Vec::with_capacity(players);
    let mut weight = 1.0 / players as f64;
    for size in 0..players {
        weights.push(weight);
        weight *= (size + 1) as f64 / (players - size - 1).max(1) as f64;
    }
    weights
}

/// A sampled share with its standard error.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sampled {
    /// Mean over the orders drawn.
    pub share: f64,
    /// Standard error of the mean.
    pub error: f64,
}

/// Orders of joining drawn at random, each the list of players from the first to the last.
#[must_use]
pub fn orders(players: usize, count: usize, seed: u64) -> Vec<Vec<usize>> {
    let drawn = |number| {
        let mut stream = stream(seed, &[number as u64]);
        let mut order: Vec<usize> = (0..players).collect();
        for i in (1..players).rev() {
            order.swap(i, below(&mut stream, i + 1));
        }
        order
    };
    (0..count).map(drawn).collect()
}

/// The Shapley value from two or more orders drawn at random, for games too large to enumerate.
///
/// Every order is taken with its reverse, which halves the variance or better for games that are nearly additive. The
/// error is that of the mean of such pairs. Castro, Gomez and Tejada (2009).
#[must_use]
pub fn sampled(orders: &[Vec<usize>], value: impl Fn(Club) -> f64) -> Vec<Sampled> {
    let players = orders.first().map_or(0, Vec::len);
    let (mut sum, mut squares) = (vec![0.0; players], vec![0.0; players]);
    for order in orders {
        let mut mean = vec![0.0; players];
        add(&mut mean, order.iter().copied(), &value);
        add(&mut mean, order.iter().rev().copied(), &value);
        for ((sum, squares), mean) in sum.iter_mut().zip(&mut squares).zip(mean) {
            *sum += mean;
            *squares += mean * mean;
        }
    }
    let n = orders.len() as f64;
    sum.iter()
        .zip(squares)
        .map(|(sum, squares)| {
            let share = sum / n;
            let variance = (squares / n - share * share).max(0.0) * n / (n - 1.0);
            Sampled { share, error: (variance / n).sqrt() }
        })
        .collect()
}

/// Adds half of what each player adds in an order.
fn add(mean: &mut [f64], order: impl Iterator<Item = usize>, value: &impl Fn(Club) -> f64) {
    let (mut club, mut before) = (Club::EMPTY, 0.0);
    for player in order {
        club = club.with(player);
        let after = value(club);
        mean[player] += 0.5 * (after - before);
        before = after;
    }
}

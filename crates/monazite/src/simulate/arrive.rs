//! Arrivals: what comes to a node in a period, from its plants and from ships.

use super::network::Network;
use super::state::State;

/// Sets inflows and what is at hand.
///
/// Output of the last period is at hand in this one. A shipment takes the importer's transit time, at least one period;
/// a time between two whole numbers of periods splits it between both.
pub(super) fn arrive(network: &Network, state: &mut State) {
    let nodes = network.nodes.len();
    let classes = state.stock.len();
    for class in 0..classes {
        arrivals(nodes, class, state);
    }
    let State { coming, inflow, stock, at_hand, recycling, setting, unbuilt, .. } = &mut *state;
    unbuilt.fill(0.0);
    let (free, inflow, at_hand_free) =
        (&mut coming[0][..nodes], &mut inflow[..nodes], &mut at_hand[0][..nodes]);
    let (in_stock, claims) = (&stock[0][..nodes], &network.claims[..nodes]);
    let (recycling, ceiling) = (&recycling[..nodes], &setting.recycling[..nodes]);
    for n in 0..nodes {
        free[n] += recycling[n] * ceiling[n].0;
        inflow[n] = free[n];
        at_hand_free[n] = in_stock[n] + (claims[n] + free[n]);
    }
    for class in 1..classes {
        for n in 0..nodes {
            inflow[n] += coming[class][n];
            at_hand[class][n] = stock[class][n] + coming[class][n];
        }
    }
    for (n, claims) in claims.iter().enumerate() {
        let free = state.at_hand[0][n];
        if free < 0.0 {
            settle(state, n);
        } else if free < DUST * claims {
            state.at_hand[0][n] = 0.0;
        }
        if classes > 1 {
            state.mixed[n] = (1..classes).any(|class| state.at_hand[class][n] > 0.0);
        }
    }
}

/// Free mass at hand, over the claims of the baseline, below which it is the rounding of their difference.
const DUST: f64 = 1e-12;

fn arrivals(nodes: usize, class: usize, state: &mut State) {
    let State { transit, made, coming, setting, slots, period, under_way, .. } = state;
    let (slots, now) = (*slots, *period % *slots);
    let (made, coming, under_way) =
        (&made[class][..nodes], &mut coming[class][..nodes], &mut under_way[..nodes]);
    let (ring, lags) = (&transit[class], &setting.lag[..nodes]);
    for n in 0..nodes {
        let (lag, part) = lags[n];
        let lag = lag as usize;
        let first = if lag > now { now + slots - lag } else { now - lag };
        let second = if first == 0 { slots - 1 } else { first - 1 };
        let (first, second) = (ring[first * nodes + n], ring[second * nodes + n]);
        let arrived = first + part * (second - first);
        coming[n] = made[n] + arrived;
        under_way[n] -= arrived;
    }
}

/// The stock change of the baseline takes more free mass than there is: it takes the other lots, and what is then
/// still missing is not put into stock.
fn settle(state: &mut State, n: usize) {
    let mut owed = -state.at_hand[0][n];
    for class in 1..state.at_hand.len() {
        let taken = owed.min(state.at_hand[class][n]);
        state.at_hand[class][n] -= taken;
        state.coming[class][n] -= taken;
        state.coming[0][n] += taken;
        owed -= taken;
    }
    state.at_hand[0][n] = 0.0;
    state.coming[0][n] += owed;
    state.inflow[n] += owed;
    state.unbuilt[n] = owed;
}

//! Arrivals: what comes to a node in a period, from its plants and from ships.

use super::network::Network;
use super::state::State;

/// Sets inflows and what is at hand.
///
/// Output of the last period is at hand in this one. A shipment takes the importer's transit time, at least one period;
/// a time between two whole numbers of periods splits it between both.
pub(super) fn arrive(network: &Network, state: &mut State) {
    let classes = state.stock.len();
    for class in 0..classes {
        arrivals(state, class);
    }
    let State { coming, inflow, stock, at_hand, recycling, setting, .. } = &mut *state;
    for n in 0..network.nodes.len() {
        coming[0][n] += recycling[n] * setting.recycling[n].0;
        inflow[n] = coming[0][n];
        at_hand[0][n] = stock[0][n] + (claims(network, n) + coming[0][n]);
    }
    for class in 1..classes {
        for n in 0..network.nodes.len() {
            inflow[n] += coming[class][n];
            at_hand[class][n] = stock[class][n] + coming[class][n];
        }
    }
    for n in 0..network.nodes.len() {
        state.unbuilt[n] = 0.0;
        if state.at_hand[0][n] < 0.0 {
            settle(state, n);
        } else if state.at_hand[0][n] < DUST * claims(network, n) {
            state.at_hand[0][n] = 0.0;
        }
        if classes > 1 {
            state.mixed[n] = (1..classes).any(|class| state.at_hand[class][n] > 0.0);
        }
    }
}

/// Free mass at hand, over the claims of the baseline, below which it is the rounding of their difference.
const DUST: f64 = 1e-12;

fn arrivals(state: &mut State, class: usize) {
    let State { transit, made, coming, setting, slots, period, under_way, .. } = state;
    let (ring, made, coming, slots) = (&transit[class], &made[class], &mut coming[class], *slots);
    let now = *period % slots;
    for (n, coming) in coming.iter_mut().enumerate() {
        let (lag, part) = setting.lag[n];
        let first = (now + slots - lag as usize) % slots;
        let second = if first == 0 { slots - 1 } else { first - 1 };
        let (first, second) = (ring[n * slots + first], ring[n * slots + second]);
        let arrived = first + part * (second - first);
        *coming = made[n] + arrived;
        under_way[n] -= arrived;
    }
}

/// What is claimed from a node in the baseline.
pub(super) fn claims(network: &Network, node: usize) -> f64 {
    network.fed[node] + network.used[node] + network.exported[node]
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

//! Arrivals: what comes to a node in a period, from its producers and from ships.

use super::network::Network;
use super::part::Part;
use super::state::State;
use super::wide::wide;
use std::ops::Range;

/// Sets inflows and what is at hand.
///
/// Output of the last period is at hand in this one. A shipment takes the importer's transit time, at least one period;
/// a time between two whole numbers of periods splits it between both.
pub(super) fn arrive(network: &Network, part: &Part, state: &mut State) {
    for nodes in &part.nodes {
        for class in 0..state.stock.len() {
            arrivals(nodes.clone(), class, state);
        }
        let owing = wide(
            #[inline(always)]
            || free(network, nodes.clone(), state),
        );
        under_terms(nodes.clone(), state);
        if owing {
            settle(nodes.clone(), state);
        }
    }
}

fn arrivals(nodes: Range<usize>, class: usize, state: &mut State) {
    let State { transit, made, coming, setting, slots, period, under_way, stock, .. } = state;
    let (slots, now, width) = (*slots, *period % *slots, stock[0].len());
    let (made, coming, under_way) =
        (&made[class][nodes.clone()], &mut coming[class][nodes.clone()], &mut under_way[nodes.clone()]);
    let (ring, lags) = (&transit[class], &setting.lag[nodes.clone()]);
    for (i, n) in (0..lags.len()).zip(nodes) {
        let (lag, part) = lags[i];
        let lag = lag as usize;
        let first = if lag > now { now + slots - lag } else { now - lag };
        let second = if first == 0 { slots - 1 } else { first - 1 };
        let (first, second) = (ring[first * width + n], ring[second * width + n]);
        let arrived = first + part * (second - first);
        coming[i] = made[i] + arrived;
        under_way[i] -= arrived;
    }
}

/// Free mass at hand, over the claims of the baseline, below which it is the rounding of their difference.
const DUST: f64 = 1e-12;

/// Puts free mass that comes beside the free stock, emergency recycling included. Whether any node is left with less
/// than nothing.
#[inline(always)]
fn free(network: &Network, nodes: Range<usize>, state: &mut State) -> bool {
    let State { coming, inflow, stock, at_hand, recycling, setting, unbuilt, .. } = &mut *state;
    let (free, inflow, unbuilt) =
        (&mut coming[0][nodes.clone()], &mut inflow[nodes.clone()], &mut unbuilt[nodes.clone()]);
    let at_hand = &mut at_hand[0][nodes.clone()];
    let (stock, claims) = (&stock[0][nodes.clone()], &network.claims[nodes.clone()]);
    let (recycling, ceiling) = (&recycling[nodes.clone()], &setting.recycling[nodes.clone()]);
    let mut owing = false;
    for i in 0..free.len() {
        free[i] += recycling[i] * ceiling[i];
        inflow[i] = free[i];
        unbuilt[i] = 0.0;
        let mass = stock[i] + (claims[i] + free[i]);
        owing |= mass < 0.0;
        at_hand[i] = if mass.abs() < DUST * claims[i] && mass >= 0.0 { 0.0 } else { mass };
    }
    owing
}

/// The same for each class of lots under terms.
fn under_terms(nodes: Range<usize>, state: &mut State) {
    let State { coming, inflow, stock, at_hand, mixed, .. } = state;
    if stock.len() > 1 {
        mixed[nodes.clone()].fill(false);
    }
    for class in 1..stock.len() {
        for n in nodes.clone() {
            inflow[n] += coming[class][n];
            at_hand[class][n] = stock[class][n] + coming[class][n];
            mixed[n] |= at_hand[class][n] > 0.0;
        }
    }
}

/// The stock change of the baseline takes more free mass than there is: it takes the other lots, and what is then
/// still missing is not put into stock.
fn settle(nodes: Range<usize>, state: &mut State) {
    let classes = state.stock.len();
    for n in nodes {
        let mut owed = -state.at_hand[0][n];
        if owed <= 0.0 {
            continue;
        }
        for class in 1..classes {
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
        state.mixed[n] = (1..classes).any(|class| state.at_hand[class][n] > 0.0);
    }
}

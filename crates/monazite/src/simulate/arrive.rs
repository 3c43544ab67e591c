//! Arrivals: what comes to a node in a period, from its producers and from ships.

use super::network::Network;
use super::part::Part;
use super::state::{Given, Nodes};
use super::wide::wide;
use std::ops::Range;

/// Sets inflows and what is at hand.
///
/// Output of the last period is at hand in this one. A shipment takes the importer's transit time, at least one period;
/// a time between two whole numbers of periods splits it between both.
pub(super) fn arrive((network, part): (&Network, &Part), given: &Given, nodes: &mut Nodes) {
    for here in &part.nodes {
        for class in 0..nodes.stock.len() {
            arrivals(here.clone(), class, given, nodes);
        }
        let owing = wide(
            #[inline(always)]
            || free(network, here.clone(), given, nodes),
        );
        under_terms(here.clone(), nodes);
        if owing {
            settle(here.clone(), nodes);
        }
    }
}

fn arrivals(here: Range<usize>, class: usize, given: &Given, nodes: &mut Nodes) {
    let Nodes { transit, made, coming, slots, under_way, stock, .. } = nodes;
    let (slots, now, width) = (*slots, given.period % *slots, stock[0].len());
    let (made, coming, under_way) =
        (&made[class][here.clone()], &mut coming[class][here.clone()], &mut under_way[here.clone()]);
    let (ring, lags) = (&transit[class], &given.setting.lag[here.clone()]);
    for (i, n) in (0..lags.len()).zip(here) {
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
fn free(network: &Network, here: Range<usize>, given: &Given, nodes: &mut Nodes) -> bool {
    let Nodes { coming, inflow, stock, at_hand, recycling, unbuilt, .. } = nodes;
    let (free, inflow, unbuilt) =
        (&mut coming[0][here.clone()], &mut inflow[here.clone()], &mut unbuilt[here.clone()]);
    let at_hand = &mut at_hand[0][here.clone()];
    let (stock, claims) = (&stock[0][here.clone()], &network.claims[here.clone()]);
    let (recycling, ceiling) = (&recycling[here.clone()], &given.setting.recycling[here.clone()]);
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
fn under_terms(here: Range<usize>, nodes: &mut Nodes) {
    let Nodes { coming, inflow, stock, at_hand, mixed, .. } = nodes;
    if stock.len() > 1 {
        mixed[here.clone()].fill(false);
    }
    for class in 1..stock.len() {
        for n in here.clone() {
            inflow[n] += coming[class][n];
            at_hand[class][n] = stock[class][n] + coming[class][n];
            mixed[n] |= at_hand[class][n] > 0.0;
        }
    }
}

/// The stock change of the baseline takes more free mass than there is: it takes the other lots, and what is then
/// still missing is not put into stock.
fn settle(here: Range<usize>, nodes: &mut Nodes) {
    let classes = nodes.stock.len();
    for n in here {
        let mut owed = -nodes.at_hand[0][n];
        if owed <= 0.0 {
            continue;
        }
        for class in 1..classes {
            let taken = owed.min(nodes.at_hand[class][n]);
            nodes.at_hand[class][n] -= taken;
            nodes.coming[class][n] -= taken;
            nodes.coming[0][n] += taken;
            owed -= taken;
        }
        nodes.at_hand[0][n] = 0.0;
        nodes.coming[0][n] += owed;
        nodes.inflow[n] += owed;
        nodes.unbuilt[n] = owed;
        nodes.mixed[n] = (1..classes).any(|class| nodes.at_hand[class][n] > 0.0);
    }
}

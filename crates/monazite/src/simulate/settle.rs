//! Books of a period: stocks move by what came less what left, each against the baseline.

use super::network::Network;
use super::part::Part;
use super::state::State;
use super::wide::wide;
use std::ops::Range;

/// Moves stocks, puts shipments on their way and output beside the producers.
pub(super) fn settle(network: &Network, part: &Part, state: &mut State) {
    for nodes in &part.nodes {
        wide(
            #[inline(always)]
            || free(network, nodes.clone(), state),
        );
        under_terms(nodes.clone(), state);
        let under_way = state.under_way[nodes.clone()].iter_mut();
        under_way.zip(&state.received_all[nodes.clone()]).for_each(|(under_way, sent)| *under_way += sent);
    }
}

/// Moves the free mass of every node.
#[inline(always)]
fn free(network: &Network, nodes: Range<usize>, state: &mut State) {
    let now = state.period % state.slots * network.nodes.len();
    let transit = &mut state.transit[0][now + nodes.start..now + nodes.end];
    let (stock, stock_all) = (&mut state.stock[0][nodes.clone()], &mut state.stock_all[nodes.clone()]);
    let (made, made_all) = (&mut state.made[0][nodes.clone()], &mut state.made_all[nodes.clone()]);
    let received_all = &mut state.received_all[nodes.clone()];
    let stock_before = &mut state.stock_before[nodes.clone()];
    let (received, spot_bought) = (&state.received[0][nodes.clone()], &state.spot_bought[nodes.clone()]);
    let (made_now, coming) = (&state.made_now[0][nodes.clone()], &state.coming[0][nodes.clone()]);
    let (mixed, out) = (&state.mixed[nodes.clone()], &state.out[0][nodes.clone()]);
    let (taken, served) = (&state.taken[nodes.clone()], &state.served[nodes.clone()]);
    let (shipped, spot_sold) = (&state.shipped[nodes.clone()], &state.spot_sold[nodes.clone()]);
    let (claims, imported) = (&network.claims[nodes.clone()], &network.imported[nodes.clone()]);
    let makes = &network.made[nodes];
    for i in 0..stock.len() {
        let left = ((taken[i] + served[i]) + shipped[i]) + spot_sold[i];
        let left = if mixed[i] { out[i] } else { left };
        let left = stock[i] + (coming[i] - (left - claims[i]));
        let arriving = (received[i] + spot_bought[i]) - imported[i];
        // Below zero only by rounding: nobody takes more than is at hand.
        stock[i] = if left > 0.0 { left } else { 0.0 };
        stock_before[i] = stock_all[i];
        stock_all[i] = stock[i];
        transit[i] = arriving;
        received_all[i] = arriving;
        made[i] = made_now[i] - makes[i];
        made_all[i] = made[i];
    }
}

/// Moves lots under terms.
fn under_terms(nodes: Range<usize>, state: &mut State) {
    let now = state.period % state.slots * state.stock_all.len();
    for class in 1..state.stock.len() {
        for n in nodes.clone() {
            let taken = if state.mixed[n] { state.out[class][n] } else { 0.0 };
            state.stock[class][n] = (state.at_hand[class][n] - taken).max(0.0);
            state.stock_all[n] += state.stock[class][n];
            state.transit[class][now + n] = state.received[class][n];
            state.received_all[n] += state.received[class][n];
            state.made[class][n] = state.made_now[class][n];
            state.made_all[n] += state.made[class][n];
        }
    }
}

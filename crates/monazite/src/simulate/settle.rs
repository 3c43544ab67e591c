//! Books of a period: stocks move by what came less what left, each against the baseline.

use super::arrive::claims;
use super::network::Network;
use super::state::State;

/// Moves stocks, puts shipments on their way and output beside the plants.
pub(super) fn settle(network: &Network, state: &mut State) {
    let classes = state.stock.len();
    let slots = state.slots;
    let slot = state.period % slots;
    for n in 0..network.nodes.len() {
        let free = if state.mixed[n] {
            state.out[0][n]
        } else {
            let users = network.users_at(n).fold(0.0, |sum, u| sum + state.got[u]);
            ((state.taken[n] + users) + state.shipped[n]) + state.spot_sold[n]
        };
        let left = state.stock[0][n] + (state.coming[0][n] - (free - claims(network, n)));
        let received = (state.received[0][n] + state.spot_bought[n]) - network.imported[n];
        // Below zero only by rounding: nobody takes more than is at hand.
        state.stock[0][n] = left.max(0.0);
        state.stock_all[n] = state.stock[0][n];
        state.transit[0][n * slots + slot] = received;
        state.received_all[n] = received;
        state.made[0][n] = state.made_now[0][n] - network.made[n];
        state.made_all[n] = state.made[0][n];
    }
    for class in 1..classes {
        for n in 0..network.nodes.len() {
            let taken = if state.mixed[n] { state.out[class][n] } else { 0.0 };
            state.stock[class][n] = (state.at_hand[class][n] - taken).max(0.0);
            state.stock_all[n] += state.stock[class][n];
            state.transit[class][n * slots + slot] = state.received[class][n];
            state.received_all[n] += state.received[class][n];
            state.made[class][n] = state.made_now[class][n];
            state.made_all[n] += state.made[class][n];
        }
    }
    for n in 0..network.nodes.len() {
        state.under_way[n] += state.received_all[n];
    }
}

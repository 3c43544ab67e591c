//! Books of a period: stocks move by what came less what left, each against the baseline.

use super::network::Network;
use super::state::State;

/// Moves stocks, puts shipments on their way and output beside the plants.
pub(super) fn settle(network: &Network, state: &mut State) {
    let nodes = network.nodes.len();
    let classes = state.stock.len();
    let now = state.period % state.slots * nodes;
    free(network, state, now);
    for class in 1..classes {
        for n in 0..network.nodes.len() {
            let taken = if state.mixed[n] { state.out[class][n] } else { 0.0 };
            state.stock[class][n] = (state.at_hand[class][n] - taken).max(0.0);
            state.stock_all[n] += state.stock[class][n];
            state.transit[class][now + n] = state.received[class][n];
            state.received_all[n] += state.received[class][n];
            state.made[class][n] = state.made_now[class][n];
            state.made_all[n] += state.made[class][n];
        }
    }
    for (under_way, received) in state.under_way.iter_mut().zip(&state.received_all) {
        *under_way += received;
    }
}

/// Moves the free mass of every node; the shipments of the period are at `now`.
fn free(network: &Network, state: &mut State, now: usize) {
    let nodes = network.nodes.len();
    let State {
        stock,
        stock_all,
        made,
        made_all,
        made_now,
        received,
        received_all,
        transit,
        mixed,
        out,
        taken,
        got,
        shipped,
        spot_sold,
        spot_bought,
        coming,
        ..
    } = state;
    let (stock, stock_all) = (&mut stock[0][..nodes], &mut stock_all[..nodes]);
    let (made, made_all) = (&mut made[0][..nodes], &mut made_all[..nodes]);
    let (transit, received_all) = (&mut transit[0][now..now + nodes], &mut received_all[..nodes]);
    let (received, spot_bought) = (&received[0][..nodes], &spot_bought[..nodes]);
    let (made_now, out, coming) = (&made_now[0][..nodes], &out[0][..nodes], &coming[0][..nodes]);
    let (mixed, taken) = (&mixed[..nodes], &taken[..nodes]);
    let (shipped, spot_sold) = (&shipped[..nodes], &spot_sold[..nodes]);
    let (claims, imported) = (&network.claims[..nodes], &network.imported[..nodes]);
    let makes = &network.made[..nodes];
    for n in 0..nodes {
        let free = if mixed[n] {
            out[n]
        } else {
            let users = got[network.users_at(n)].iter().fold(0.0, |sum, got| sum + got);
            ((taken[n] + users) + shipped[n]) + spot_sold[n]
        };
        let left = stock[n] + (coming[n] - (free - claims[n]));
        let arriving = (received[n] + spot_bought[n]) - imported[n];
        // Below zero only by rounding: nobody takes more than is at hand.
        stock[n] = left.max(0.0);
        stock_all[n] = stock[n];
        transit[n] = arriving;
        received_all[n] = arriving;
        made[n] = made_now[n] - makes[n];
        made_all[n] = made[n];
    }
}

//! Books of a period: stocks move by what came less what left, each against the baseline.

use super::network::Network;
use super::part::Part;
use super::state::Nodes;
use super::wide::wide;
use std::ops::Range;

/// Moves stocks, puts shipments on their way and output beside the producers.
pub(super) fn settle((network, part): (&Network, &Part), period: usize, nodes: &mut Nodes) {
    for here in &part.nodes {
        wide(
            #[inline(always)]
            || free(network, here.clone(), period, nodes),
        );
        under_terms(here.clone(), period, nodes);
        let under_way = nodes.under_way[here.clone()].iter_mut();
        under_way.zip(&nodes.received_all[here.clone()]).for_each(|(under_way, sent)| *under_way += sent);
    }
}

/// Moves the free mass of every node.
#[inline(always)]
fn free(network: &Network, here: Range<usize>, period: usize, nodes: &mut Nodes) {
    let now = period % nodes.slots * network.nodes.len();
    let transit = &mut nodes.transit[0][now + here.start..now + here.end];
    let (stock, stock_all) = (&mut nodes.stock[0][here.clone()], &mut nodes.stock_all[here.clone()]);
    let (made, made_all) = (&mut nodes.made[0][here.clone()], &mut nodes.made_all[here.clone()]);
    let received_all = &mut nodes.received_all[here.clone()];
    let stock_before = &mut nodes.stock_before[here.clone()];
    let (received, spot_bought) = (&nodes.received[0][here.clone()], &nodes.spot_bought[here.clone()]);
    let (made_now, coming) = (&nodes.made_now[0][here.clone()], &nodes.coming[0][here.clone()]);
    let (mixed, out) = (&nodes.mixed[here.clone()], &nodes.out[0][here.clone()]);
    let (taken, served) = (&nodes.taken[here.clone()], &nodes.served[here.clone()]);
    let (shipped, spot_sold) = (&nodes.shipped[here.clone()], &nodes.spot_sold[here.clone()]);
    let (claims, imported) = (&network.claims[here.clone()], &network.imported[here.clone()]);
    let makes = &network.made[here];
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
fn under_terms(here: Range<usize>, period: usize, nodes: &mut Nodes) {
    let now = period % nodes.slots * nodes.stock_all.len();
    for class in 1..nodes.stock.len() {
        for n in here.clone() {
            let taken = if nodes.mixed[n] { nodes.out[class][n] } else { 0.0 };
            nodes.stock[class][n] = (nodes.at_hand[class][n] - taken).max(0.0);
            nodes.stock_all[n] += nodes.stock[class][n];
            nodes.transit[class][now + n] = nodes.received[class][n];
            nodes.received_all[n] += nodes.received[class][n];
            nodes.made[class][n] = nodes.made_now[class][n];
            nodes.made_all[n] += nodes.made[class][n];
        }
    }
}

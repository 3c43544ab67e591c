//! Shipments: what importers ordered, as far as it is permitted and at hand.

use super::network::Network;
use super::part::Part;
use super::state::State;

/// Ships along every flow.
pub(super) fn ship(network: &Network, part: &Part, state: &mut State) {
    for nodes in &part.nodes {
        state.sent[nodes.clone()].fill([0.0; 2]);
        state.received.iter_mut().for_each(|lot| lot[nodes.clone()].fill(0.0));
    }
    let lots = state.received.len() > 1;
    let with_terms = |state: &State, n: usize| {
        lots && (state.mixed[n] || network.flows_from(n).any(|k| state.levels.marks[k] != 0))
    };
    for &n in &part.exporters {
        if with_terms(state, n) {
            ship_lots(network, state, n);
        } else {
            ship_free(network, state, n);
        }
    }
    let State { orders, sent, received, .. } = state;
    for nodes in &part.nodes {
        let orders = orders[nodes.clone()].iter().zip(&sent[nodes.clone()]);
        for (received, (order, sent)) in received[0][nodes.clone()].iter_mut().zip(orders) {
            *received += order[0] * sent[0] + order[1] * sent[1];
        }
    }
}

/// Ships from a node with nothing but free mass: to each importer as much of its orders as the node fills.
fn ship_free(network: &Network, state: &mut State, n: usize) {
    let State { levels, fill_export, fill_stock, sent, shipped, export_use, export_stock, .. } = state;
    let filled = [fill_export[n], fill_stock[n]];
    let (flows, sent) = (network.flows_from(n), &mut sent[..]);
    for (&to, open) in network.flow_to[flows.clone()].iter().zip(&levels.open[flows]) {
        let sent = &mut sent[to as usize];
        *sent = [sent[0] + open * filled[0], sent[1] + open * filled[1]];
    }
    shipped[n] = filled[0] * export_use[n] + filled[1] * export_stock[n];
}

/// Ships from a node with several classes, or over a border that adds terms. What third countries do not pass on to an
/// excluded country stays.
fn ship_lots(network: &Network, state: &mut State, n: usize) {
    let classes = state.received.len();
    state.shipped[n] = 0.0;
    for k in network.flows_from(n) {
        let to = network.flow_to[k] as usize;
        let [for_use, for_stock] = state.orders[to];
        let ratio = for_use * state.fill_export[n] + for_stock * state.fill_stock[n];
        let mass = state.levels.open[k] * ratio;
        let importer = crate::id::Id::index(network.nodes[to].country);
        for class in 0..classes {
            let share = if state.mixed[n] { state.share[class][n] } else { f64::from(u8::from(class == 0)) };
            let passed = mass * share * state.passed[class * state.countries + importer];
            state.received[class | state.levels.marks[k] as usize][to] += passed;
            state.shipped[n] += passed;
            if state.mixed[n] {
                state.out[class][n] += passed;
            }
        }
    }
}

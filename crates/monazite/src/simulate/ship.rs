//! Shipments: what importers ordered, as far as it is permitted and at hand.

use super::network::Network;
use super::part::Part;
use super::state::State;

/// Ships along every flow.
pub(super) fn ship(network: &Network, part: &Part, state: &mut State) {
    for nodes in &part.nodes {
        state.sent[nodes.clone()].fill([0.0; 2]);
        state.filled[nodes.clone()].fill(0.0);
        state.received_for_stock[nodes.clone()].fill(0.0);
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
    let State { orders, sent, received, received_for_stock, filled, .. } = state;
    for nodes in &part.nodes {
        let orders = orders[nodes.clone()].iter().zip(&sent[nodes.clone()]);
        let received = received[0][nodes.clone()].iter_mut().zip(&mut received_for_stock[nodes.clone()]);
        let received = received.zip(&mut filled[nodes.clone()]);
        for (((received, received_for_stock), filled), (order, sent)) in received.zip(orders) {
            let for_stock = order[1] * sent[1];
            *received += order[0] * sent[0] + for_stock;
            *received_for_stock += for_stock;
            *filled += sent[0];
        }
    }
}

/// Ships from a node with nothing but free mass: to each importer as much of its orders as the node fills.
fn ship_free(network: &Network, state: &mut State, n: usize) {
    let State { levels, fill_export, fill_stock, sent, shipped, shipped_for_stock, .. } = state;
    let (export_use, export_stock) = (&state.export_use, &state.export_stock);
    let filled = [fill_export[n], fill_stock[n]];
    let (flows, sent) = (network.flows_from(n), &mut sent[..]);
    for (&to, open) in network.flow_to[flows.clone()].iter().zip(&levels.open[flows]) {
        let sent = &mut sent[to as usize];
        *sent = [sent[0] + open * filled[0], sent[1] + open * filled[1]];
    }
    shipped_for_stock[n] = filled[1] * export_stock[n];
    shipped[n] = filled[0] * export_use[n] + shipped_for_stock[n];
}

/// Ships from a node with several classes, or over a border that adds terms. What third countries do not pass on to an
/// excluded country stays.
fn ship_lots(network: &Network, state: &mut State, n: usize) {
    let classes = state.received.len();
    state.shipped[n] = 0.0;
    state.shipped_for_stock[n] = 0.0;
    for k in network.flows_from(n) {
        let to = network.flow_to[k] as usize;
        let [for_use, for_stock] = state.orders[to];
        let open = state.levels.open[k];
        let filled = open * state.fill_export[n];
        let to_stock = open * for_stock * state.fill_stock[n];
        let mass = for_use * filled + to_stock;
        let importer = crate::id::Id::index(network.nodes[to].country);
        for class in 0..classes {
            let share = if state.mixed[n] { state.share[class][n] } else { f64::from(u8::from(class == 0)) };
            let part = share * state.passed[class * state.countries + importer];
            let passed = mass * part;
            state.filled[to] += filled * part;
            state.received_for_stock[to] += to_stock * part;
            state.shipped_for_stock[n] += to_stock * part;
            state.received[class | state.levels.marks[k] as usize][to] += passed;
            state.shipped[n] += passed;
            if state.mixed[n] {
                state.out[class][n] += passed;
            }
        }
    }
}

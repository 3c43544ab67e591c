//! Shipments: what importers ordered, as far as it is permitted and at hand.

use super::network::Network;
use super::state::State;

/// Ships along every flow.
pub(super) fn ship(network: &Network, state: &mut State) {
    state.received.iter_mut().for_each(|lot| lot.fill(0.0));
    if state.received.len() == 1 {
        ship_free(network, state, 0..network.nodes.len());
        return;
    }
    for n in 0..network.nodes.len() {
        if state.mixed[n] || network.flows_from(n).any(|k| state.levels.marks[k] != 0) {
            ship_lots(network, state, n);
        } else {
            ship_free(network, state, n..n + 1);
        }
    }
}

/// Ships from nodes with nothing but free mass.
fn ship_free(network: &Network, state: &mut State, nodes: std::ops::Range<usize>) {
    let State { levels, orders, fill_export, fill_stock, received, shipped, .. } = state;
    let count = network.nodes.len();
    let (orders, received, open) = (&orders[..count], &mut received[0][..count], &levels.open[..]);
    let (fill_export, fill_stock) = (&fill_export[..count], &fill_stock[..count]);
    for (n, shipped) in nodes.clone().zip(&mut shipped[nodes]) {
        let flows = network.flows_from(n);
        let flows = network.flow_to[flows.clone()].iter().zip(&open[flows]);
        let (filled, filled_stock) = (fill_export[n], fill_stock[n]);
        let mut sum = 0.0;
        for (&to, open) in flows {
            let to = to as usize;
            let [for_use, for_stock] = orders[to];
            let mass = open * (for_use * filled + for_stock * filled_stock);
            received[to] += mass;
            sum += mass;
        }
        *shipped = sum;
    }
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

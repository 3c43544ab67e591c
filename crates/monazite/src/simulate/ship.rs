//! Shipments: what importers ordered, as far as it is permitted and at hand.

use super::network::Network;
use super::part::Part;
use super::state::{Given, Nodes};

/// Ships along every flow.
pub(super) fn ship((network, part): (&Network, &Part), given: &Given, nodes: &mut Nodes) {
    for here in &part.nodes {
        nodes.sent[here.clone()].fill([0.0; 2]);
        nodes.filled[here.clone()].fill(0.0);
        nodes.received_for_stock[here.clone()].fill(0.0);
        nodes.received.iter_mut().for_each(|lot| lot[here.clone()].fill(0.0));
    }
    let lots = nodes.received.len() > 1;
    let with_terms = |nodes: &Nodes, n: usize| {
        lots && (nodes.mixed[n] || network.flows_from(n).any(|k| given.levels.marks[k] != 0))
    };
    for &n in &part.exporters {
        if with_terms(nodes, n) {
            ship_lots(network, given, nodes, n);
        } else {
            ship_free(network, given, nodes, n);
        }
    }
    let Nodes { orders, sent, received, received_for_stock, filled, .. } = nodes;
    for here in &part.nodes {
        let orders = orders[here.clone()].iter().zip(&sent[here.clone()]);
        let received = received[0][here.clone()].iter_mut().zip(&mut received_for_stock[here.clone()]);
        let received = received.zip(&mut filled[here.clone()]);
        for (((received, received_for_stock), filled), (order, sent)) in received.zip(orders) {
            let for_stock = order[1] * sent[1];
            *received += order[0] * sent[0] + for_stock;
            *received_for_stock += for_stock;
            *filled += sent[0];
        }
    }
}

/// Ships from a node with nothing but free mass: to each importer as much of its orders as the node fills.
fn ship_free(network: &Network, given: &Given, nodes: &mut Nodes, n: usize) {
    let Nodes { fill_export, fill_stock, sent, shipped, shipped_for_stock, export_use, export_stock, .. } =
        nodes;
    let filled = [fill_export[n], fill_stock[n]];
    let (flows, sent) = (network.flows_from(n), &mut sent[..]);
    for (&to, open) in network.flow_to[flows.clone()].iter().zip(&given.levels.open[flows]) {
        let sent = &mut sent[to as usize];
        *sent = [sent[0] + open * filled[0], sent[1] + open * filled[1]];
    }
    shipped_for_stock[n] = filled[1] * export_stock[n];
    shipped[n] = filled[0] * export_use[n] + shipped_for_stock[n];
}

/// Ships from a node with several classes, or over a border that adds terms. What third countries do not pass on to an
/// excluded country stays.
fn ship_lots(network: &Network, given: &Given, nodes: &mut Nodes, n: usize) {
    let classes = nodes.received.len();
    nodes.shipped[n] = 0.0;
    nodes.shipped_for_stock[n] = 0.0;
    for k in network.flows_from(n) {
        let to = network.flow_to[k] as usize;
        let [for_use, for_stock] = nodes.orders[to];
        let open = given.levels.open[k];
        let filled = open * nodes.fill_export[n];
        let to_stock = open * for_stock * nodes.fill_stock[n];
        let mass = for_use * filled + to_stock;
        let importer = crate::id::Id::index(network.nodes[to].country);
        for class in 0..classes {
            let share = if nodes.mixed[n] { nodes.share[class][n] } else { f64::from(u8::from(class == 0)) };
            let part = share * given.passed[class * given.countries + importer];
            let passed = mass * part;
            nodes.filled[to] += filled * part;
            nodes.received_for_stock[to] += to_stock * part;
            nodes.shipped_for_stock[n] += to_stock * part;
            nodes.received[class | given.levels.marks[k] as usize][to] += passed;
            nodes.shipped[n] += passed;
            if nodes.mixed[n] {
                nodes.out[class][n] += passed;
            }
        }
    }
}

//! Needs: what end uses, producers and importers ask for, before price.

use super::network::Network;
use super::parameters::Setting;
use super::part::Part;
use super::state::{Given, Nodes, Producers, Users};
use super::wide::{pairs, wide};

/// Sets the need of users after substitution, the orders of producers, and the orders of importers.
pub(super) fn needs(
    (network, part): (&Network, &Part),
    given: &Given,
    nodes: &mut Nodes,
    users: &mut Users,
    producers: &mut Producers,
) {
    of_users((network, part), given, users);
    sum_up(network, part, &users.want, &mut nodes.used);
    for here in &part.nodes {
        nodes.wished[here.clone()].copy_from_slice(&nodes.used[here.clone()]);
    }
    of_producers((network, part), given, nodes, producers);
    of_importers((network, part), given, nodes);
}

fn of_users((network, part): (&Network, &Part), given: &Given, users: &mut Users) {
    let Users { need, replaced, want, substitution, .. } = users;
    for here in &part.users {
        let (need, replaced) = (&mut need[here.clone()], &mut replaced[here.clone()]);
        let want = &mut want[here.clone()];
        let (usual, factor) = (&network.use_mass[here.clone()], &given.levels.need[here.clone()]);
        let (ceiling, level) = (&given.setting.substitution[here.clone()], &substitution[here.clone()]);
        wide(
            #[inline(always)]
            || {
                for i in 0..need.len() {
                    need[i] = usual[i] * factor[i];
                    replaced[i] = need[i] * (ceiling[i] * level[i]);
                    want[i] = need[i] - replaced[i];
                }
            },
        );
    }
}

/// Sums of users at each node.
fn sum_up(network: &Network, part: &Part, of: &[f64], sums: &mut [f64]) {
    for n in part.nodes() {
        sums[n] = of[network.users_at(n)].iter().sum();
    }
}

/// Producers run for the output that is asked for most; the others come along in the basket. They order inputs for what
/// they can make.
fn of_producers(
    (network, part): (&Network, &Part),
    given: &Given,
    nodes: &mut Nodes,
    producers: &mut Producers,
) {
    let Given { setting, levels, .. } = given;
    let Nodes { orders, spot_order, spot_sought, fed, .. } = nodes;
    let Producers { surge, ordered, for_use, at_usual, pressed, idle, .. } = producers;
    let sought = (&orders[..], &spot_order[..], &spot_sought[..]);
    let (fed, ordered) = (&mut fed[..], &mut ordered[..]);
    let (for_use, at_usual) = (&mut for_use[..], &mut at_usual[..]);
    let (pressed, idle) = (&mut pressed[..], &mut idle[..]);
    for here in &part.nodes {
        fed[here.clone()].fill(0.0);
    }
    part.producers().for_each(|p| {
        let Asked { contracts, use_and_spot, all, sought } = asked(network, sought, p);
        let (limit, mass) = (limit(setting, surge, &levels.capacity, p), network.producer_mass[p]);
        let x = mass * all.min(limit);
        ordered[p] = x;
        for_use[p] = mass * use_and_spot.min(limit);
        at_usual[p] = mass * contracts.max(1.0).min(limit);
        pressed[p] = sought - limit;
        idle[p] = (limit - contracts).max(0.0);
        for &(n, a) in network.inputs_of(p) {
            fed[n as usize] += a * x;
        }
    });
}

/// What is asked of a producer, over its activity in the baseline.
struct Asked {
    /// Orders for use, which leave the rest of its capacity to the spot market.
    contracts: f64,
    /// With those of the spot market.
    use_and_spot: f64,
    /// All orders, those for stock too.
    all: f64,
    /// What all buyers would order if it could make more.
    sought: f64,
}

/// From the orders of each node, and what its producers sell and could sell on the spot market.
fn asked(
    network: &Network,
    (orders, spot_order, spot_sought): (&[[f64; 2]], &[f64], &[f64]),
    producer: usize,
) -> Asked {
    let mut asked = Asked { contracts: 0.0, use_and_spot: 0.0, all: 0.0, sought: 0.0 };
    for &(n, _) in network.outputs_of(producer) {
        let n = n as usize;
        let [for_use, for_stock] = orders[n];
        let seek = if spot_sought[n] > 0.0 { 1.0 / network.made[n] } else { 0.0 };
        let spot = spot_order[n] * seek;
        asked.contracts = asked.contracts.max(for_use);
        asked.use_and_spot = asked.use_and_spot.max(for_use + spot);
        asked.all = asked.all.max(for_use + for_stock + spot);
        asked.sought = asked.sought.max(for_use + for_stock + spot_sought[n] * seek);
    }
    asked
}

/// What a producer can make, over its activity in the baseline: capacity with surge, as far as a host allows it, less
/// outages.
fn limit(setting: &Setting, surge: &[f64], left: &[f64], producer: usize) -> f64 {
    let capacity = setting.capacity[producer] * (1.0 + setting.surge[producer] * surge[producer]);
    (1.0 + (capacity - 1.0) * setting.free_of_host[producer]) * left[producer]
}

/// What a full surge adds to that.
pub(super) fn full_surge(given: &Given, producer: usize) -> f64 {
    let setting = &given.setting;
    let added = setting.capacity[producer] * setting.surge[producer];
    added * setting.free_of_host[producer] * given.levels.capacity[producer]
}

fn of_importers((network, part): (&Network, &Part), given: &Given, nodes: &mut Nodes) {
    let Nodes { orders, export_use, export_stock, .. } = nodes;
    let (orders, open) = (&orders[..], &given.levels.open[..]);
    for &n in &part.exporters {
        let flows = network.flows_from(n);
        let (to, open) = (&network.flow_to[flows.clone()], &open[flows]);
        let sum = pairs(to, |k, to| {
            let order = orders[to as usize];
            [open[k] * order[0], open[k] * order[1]]
        });
        [export_use[n], export_stock[n]] = sum;
    }
}

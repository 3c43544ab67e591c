//! Needs: what end uses, plants and importers ask for, before price.

use super::network::Network;
use super::state::State;

/// Sets the need of users after substitution, the orders of plants, and the orders of importers.
pub(super) fn needs(network: &Network, state: &mut State) {
    users(network, state);
    plants(network, state);
    importers(network, state);
}

fn users(network: &Network, state: &mut State) {
    let count = network.users.len();
    let State { need, replaced, want, used, wished, levels, substitution, setting, .. } = state;
    let (need, replaced, want) = (&mut need[..count], &mut replaced[..count], &mut want[..count]);
    let (usual, factor) = (&network.use_mass[..count], &levels.need[..count]);
    let (ceiling, substitution) = (&setting.substitution[..count], &substitution[..count]);
    for u in 0..count {
        need[u] = usual[u] * factor[u];
        replaced[u] = need[u] * (ceiling[u].0 * substitution[u]);
        want[u] = need[u] - replaced[u];
    }
    for (n, used) in used.iter_mut().enumerate() {
        *used = want[network.users_at(n)].iter().fold(0.0, |sum, want| sum + want);
    }
    wished.copy_from_slice(used);
}

/// Plants run for the output that is asked for most; the others come along in the basket. They order inputs for what
/// they can make.
fn plants(network: &Network, state: &mut State) {
    state.fed.fill(0.0);
    for p in 0..network.plants.len() {
        let (usual, all) = asked(network, state, p);
        let limit = limit(state, p);
        let ordered = network.plant_mass[p] * all.min(limit);
        state.ordered[p] = ordered;
        state.pressed[p] = all > limit;
        state.idle[p] = (limit - usual).max(0.0);
        for &(n, a) in network.inputs_of(p) {
            state.fed[n as usize] += a * ordered;
        }
    }
}

/// Orders that a plant has, over its activity in the baseline: those for use alone, which leave the rest of its capacity
/// to the spot market, and all.
pub(super) fn asked(network: &Network, state: &State, plant: usize) -> (f64, f64) {
    let (mut usual, mut all) = (0.0_f64, 0.0_f64);
    for &(n, _) in network.outputs_of(plant) {
        let n = n as usize;
        let spot = if state.spot_order[n] > 0.0 { state.spot_order[n] / network.made[n] } else { 0.0 };
        let [for_use, for_stock] = state.orders[n];
        usual = usual.max(for_use);
        all = all.max(for_use + for_stock + spot);
    }
    (usual, all)
}

/// What a plant can make, over its activity in the baseline: capacity with surge, as far as a host allows it, less
/// outages.
pub(super) fn limit(state: &State, plant: usize) -> f64 {
    let setting = &state.setting;
    let capacity = setting.capacity[plant] * (1.0 + setting.surge[plant] * state.surge[plant]);
    (1.0 + (capacity - 1.0) * setting.free_of_host[plant]) * state.levels.capacity[plant]
}

fn importers(network: &Network, state: &mut State) {
    let nodes = network.nodes.len();
    let State { orders, levels, export_use, export_stock, .. } = state;
    let (orders, open) = (&orders[..nodes], &levels.open[..]);
    let (export_use, export_stock) = (&mut export_use[..nodes], &mut export_stock[..nodes]);
    for n in 0..nodes {
        let flows = network.flows_from(n);
        let flows = network.flow_to[flows.clone()].iter().zip(&open[flows]);
        let (mut for_use, mut for_stock) = (0.0, 0.0);
        for (&to, open) in flows {
            let order = orders[to as usize];
            for_use += open * order[0];
            for_stock += open * order[1];
        }
        export_use[n] = for_use;
        export_stock[n] = for_stock;
    }
}

//! What limited each node in a period of a run.

use super::binding::Binding;
use super::model::Model;
use super::network::Network;
use super::part::Part;
use super::policy::Policy;
use super::spot;
use super::state::State;
use std::collections::BTreeMap;

/// What a node did not get of what it ordered, by what limited it.
pub(super) type Losses = BTreeMap<Binding, f64>;

/// Losses of the nodes of a part from cut flows, given the orders of the period.
pub(super) fn cuts(
    network: &Network,
    policy: &Policy,
    part: &Part,
    state: &State,
) -> BTreeMap<usize, Losses> {
    let mut cuts: BTreeMap<usize, Losses> = BTreeMap::new();
    for k in policy.touched_flows(part.number) {
        let to = network.flow_to[k] as usize;
        let lost = network.flow_mass[k] * state.nodes.placed[to][0] * (1.0 - state.given.levels.permit[k]);
        if lost > 0.0 {
            *cuts.entry(to).or_default().entry(state.given.levels.cut_by[k]).or_default() += lost;
        }
    }
    cuts
}

/// Part of a node's supply that is rounding.
const DUST: f64 = 1e-9;

/// Losses of a node, given those from cut flows: its own producers', and what suppliers abroad did not send.
pub(super) fn losses(
    network: &Network,
    state: &State,
    orders: &[[f64; 2]],
    n: usize,
    mut cut: Losses,
) -> Losses {
    let made = state.nodes.made_all[n];
    let received = state.nodes.received_all[n] + network.imported[n];
    let by_cuts: f64 = cut.values().sum();
    let abroad = network.imported[n] * orders[n][0] - received - by_cuts;
    if abroad > DUST * network.imported[n] {
        cut.insert(Binding::Supplier, abroad);
    }
    let home = network.made[n] * (orders[n][0] - 1.0) - made;
    if home > DUST * network.made[n] {
        let makers =
            (0..network.producers.len()).filter(|&p| network.outputs_of(p).iter().any(|o| o.0 as usize == n));
        let cause = makers
            .map(|p| state.producers.limited_by[p])
            .find(|b| *b != Binding::None)
            .unwrap_or(Binding::Capacity);
        *cut.entry(cause).or_default() += home;
    }
    cut
}

/// Writes down for each node what limited it most. Where others have to spare what it misses, it is switching.
pub(super) fn record(model: &Model, part: &Part, state: &State, list: &mut [Binding]) {
    let (network, policy) = (&model.network, &model.policy);
    let orders = &state.nodes.placed;
    let cuts = cuts(network, policy, part, state);
    for (form, nodes) in part.forms().map(|form| (form, &network.forms[form].1)) {
        let short = nodes.clone().any(|n| state.nodes.missing[n] > 0.0);
        let unsold = if short {
            spot::unsold((network, policy, &model.groups), &state.given, &state.nodes, form)
        } else {
            Vec::new()
        };
        for (i, n) in nodes.clone().enumerate() {
            let barred = || {
                state.nodes.mixed[n]
                    && network.users_at(n).any(|u| {
                        state.users.got[u] < state.users.want[u] * state.nodes.fill_home[n] * (1.0 - DUST)
                    })
            };
            list[n] = if state.nodes.missing[n] > 0.0 {
                let losses = losses(network, state, orders, n, cuts.get(&n).cloned().unwrap_or_default());
                let most = losses.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
                let left = state.nodes.missing[n] - state.nodes.spot_bought[n];
                if left > 0.0 && unsold[i] >= left {
                    Binding::Switching
                } else {
                    most.map_or(Binding::Supplier, |l| l.0)
                }
            } else if barred() {
                Binding::Terms
            } else {
                Binding::None
            };
        }
    }
}

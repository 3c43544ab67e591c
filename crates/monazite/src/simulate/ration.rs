//! Rationing: how what is at hand at a node is shared among those who ask for it.
//!
//! Stock up to its target serves users at home. What comes in, and stock beyond the target, serves users at home and
//! buyers abroad alike, after those whom the rule of the country puts first; then the spot market, then orders for
//! stock. Strategic stock fills what users at home still miss.

use super::arrive::claims;
use super::network::Network;
use super::ranks::Ranks;
use super::state::State;

/// Sets the part of each claim that is met, and what users get.
pub(super) fn ration(network: &Network, ranks: &Ranks, state: &mut State) {
    for n in 0..network.nodes.len() {
        let stock = state.stock_all[n];
        let kept = stock.min(state.setting.target[n]);
        let flow = claims(network, n) + (state.inflow[n] + (stock - kept));
        // A stock change of the baseline larger than the inflow eats into what is kept.
        let (flow, kept) = (flow.max(0.0), (kept + flow.min(0.0)).max(0.0));
        let home = state.fed[n] + state.used[n];
        let abroad = state.export_use[n];
        if flow >= home + abroad {
            state.fill_home[n] = 1.0;
            state.fill_export[n] = 1.0;
            sell(state, n, flow - (home + abroad));
            for u in network.users_at(n) {
                state.got[u] = state.want[u];
            }
        } else {
            short(network, ranks, state, n, (flow, kept));
        }
    }
}

/// A node at which what comes in is not enough.
fn short(network: &Network, ranks: &Ranks, state: &mut State, n: usize, (mut flow, mut kept): (f64, f64)) {
    let users = network.users_at(n);
    let mut home = state.fed[n] + state.used[n];
    let mut first = 0.0;
    for &u in ranks.first(n) {
        let u = u as usize;
        let want = state.want[u];
        let from_flow = want.min(flow);
        let from_stock = (want - from_flow).min(kept);
        flow -= from_flow;
        kept -= from_stock;
        state.got[u] = from_flow + from_stock;
        first += want;
    }
    home = (home - first).max(0.0);
    let abroad = state.export_use[n];
    let part = if home + abroad > 0.0 { (flow / (home + abroad)).min(1.0) } else { 1.0 };
    let fill = if home > 0.0 { (part + kept / home).min(1.0) } else { 1.0 };
    state.fill_home[n] = fill;
    state.fill_export[n] = part;
    for u in users {
        if !ranks.is_first(u) {
            state.got[u] = state.want[u] * fill;
        }
    }
    sell(state, n, (flow - part * (home + abroad)).max(0.0));
}

/// Sells on the spot market and for stock what users have left, and lets spot buyers compete for what has no contract.
fn sell(state: &mut State, n: usize, left: f64) {
    let spot = state.spot_order[n].min(left);
    let left = left - spot;
    state.spot_sold[n] = spot;
    let diverted = state.diverted[n];
    if diverted > 0.0 {
        let free = (1.0 - state.setting.contract[n]) * state.export_use[n];
        let part = (1.0 - state.setting.contract[n]) * diverted / (free + diverted);
        state.spot_sold[n] += state.export_use[n] * state.fill_export[n] * part;
        state.fill_export[n] *= 1.0 - part;
    }
    let asked = state.export_stock[n];
    state.fill_stock[n] = if asked > left { left / asked } else { 1.0 };
}

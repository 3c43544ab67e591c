//! Reactions: what buyers, users and producers change for the next period.

use super::arrive::claims;
use super::needs::{asked, limit};
use super::network::Network;
use super::state::State;
use crate::quantity::Days;

/// Sets orders, and moves what ramps.
pub(super) fn react(network: &Network, step: Days, state: &mut State) {
    state.placed.copy_from_slice(&state.orders);
    for n in 0..network.nodes.len() {
        order(network, state, n);
    }
    count(network, state);
    substitute(network, state);
    surge(network, step, state);
}

/// Parts of a node's supply smaller than this are rounding.
const DUST: f64 = 1e-9;

/// Orders of a node: expected use at the usual price, and the distance of its stock from the target at the pace of orders. What is under
/// way beyond what expected use keeps under way counts as stock (Sterman 1989), or orders would swing.
///
/// What is no longer needed is taken off what failed suppliers would have sent first: nobody orders less of those who
/// deliver while others do not. What is missing all the same is sought on the spot market, as far as users can switch
/// and as fast as new suppliers are qualified.
fn order(network: &Network, state: &mut State, n: usize) {
    let supply = network.made[n] + network.imported[n];
    if supply <= 0.0 {
        return;
    }
    let setting = &state.setting;
    let received = state.received_all[n] - state.spot_bought[n];
    let made = state.made_all[n];
    let missing = (supply * (state.orders[n][0] - 1.0) - (received + made)).max(0.0);
    let grown = state.fed[n] + state.wished[n] + state.export_use[n] - claims(network, n);
    let (lag, part) = setting.lag[n];
    let usual = grown / supply * (network.imported[n] * (f64::from(lag) + part) + network.made[n]);
    let empty = setting.target[n] - state.stock_all[n];
    let room = empty - (state.under_way[n] + made - usual);
    let surplus = (-room).max(0.0) * setting.order_pace[n];
    let more = grown - surplus;
    let change = if more < 0.0 { (more + missing).min(0.0) } else { more };
    state.spared[n] = surplus.min(-change).max(0.0);
    let for_stock = room.min(empty).max(0.0) * setting.order_pace[n] / supply;
    state.orders[n] = [(1.0 + change / supply).max(0.0), for_stock];
    let sought = (missing + more.min(0.0)).max(0.0);
    state.missing[n] = if sought > DUST * supply { sought } else { 0.0 };
    let wanted = state.missing[n].min(setting.switchable[n] * supply);
    state.qualified[n] += setting.switch_pace[n] * (wanted - state.qualified[n]);
    if state.qualified[n] < DUST * supply && wanted == 0.0 {
        state.qualified[n] = 0.0;
    }
}

/// Counts the periods since a holder of a strategic stock first fell short.
fn count(network: &Network, state: &mut State) {
    debug_assert_eq!(network.nodes.len(), state.missing.len());
    for entry in 0..state.strategic.len() {
        let n = state.setting.strategic[entry].0 as usize;
        if state.short_for[entry] > 0.0 || state.missing[n] > 0.0 {
            state.short_for[entry] += 1.0;
        }
    }
}

/// Substitution and emergency recycling grow while cover is below its trigger or users are short, and fade after.
fn substitute(network: &Network, state: &mut State) {
    for n in 0..network.nodes.len() {
        if network.used[n] <= 0.0 {
            continue;
        }
        let low = state.fill_home[n] < 1.0 || state.stock_all[n] < state.setting.trigger[n];
        if !low && !state.eased[n] {
            continue;
        }
        state.recycling[n] = ramp(state.recycling[n], low, state.setting.recycling[n].1);
        let mut eased = state.recycling[n] > 0.0;
        for u in network.users_at(n) {
            state.substitution[u] = ramp(state.substitution[u], low, state.setting.substitution[u].1);
            eased |= state.substitution[u] > 0.0;
        }
        state.eased[n] = eased;
    }
}

fn ramp(level: f64, up: bool, pace: f64) -> f64 {
    if up { (level + pace).min(1.0) } else { (level - pace).max(0.0) }
}

/// Plants pressed by more orders than usual learn to go beyond their limit, and forget when orders fall.
fn surge(network: &Network, step: Days, state: &mut State) {
    for p in 0..network.plants.len() {
        if state.setting.surge[p] <= 0.0 {
            continue;
        }
        let days = state.setting.surge_time[p] * state.levels.surge_time[p];
        let pace = if days > step.get() { step.get() / days } else { 1.0 };
        let (asked, limit) = (asked(network, state, p).1, limit(state, p));
        let pressed = asked > limit * (1.0 + DUST) || (asked > 1.0 + DUST && asked >= limit * (1.0 - DUST));
        state.surge[p] = ramp(state.surge[p], pressed, pace);
    }
}

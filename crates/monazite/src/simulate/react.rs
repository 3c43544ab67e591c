//! Reactions: what buyers, users and producers change for the next period.

use super::needs::{asked, limit};
use super::network::Network;
use super::state::State;
use crate::quantity::Days;

/// Sets orders, and moves what ramps.
pub(super) fn react(network: &Network, step: Days, state: &mut State) {
    state.placed.copy_from_slice(&state.orders);
    order(network, state);
    count(network, state);
    substitute(network, state);
    surge(network, step, state);
}

/// Parts of a node's supply smaller than this are rounding.
const DUST: f64 = 1e-9;

/// Orders of every node: expected use at the usual price, and the distance of its stock from the target at the pace of orders. What is under
/// way beyond what expected use keeps under way counts as stock (Sterman 1989), or orders would swing.
///
/// What is no longer needed is taken off what failed suppliers would have sent first: nobody orders less of those who
/// deliver while others do not. What is missing all the same is sought on the spot market, as far as users can switch
/// and as fast as new suppliers are qualified.
fn order(network: &Network, state: &mut State) {
    let nodes = network.nodes.len();
    let State {
        setting,
        orders,
        received_all,
        spot_bought,
        made_all,
        fed,
        wished,
        export_use,
        stock_all,
        under_way,
        spared,
        missing,
        qualified,
        ..
    } = state;
    let (supply, claims) = (&network.supply[..nodes], &network.claims[..nodes]);
    let (imported, made) = (&network.imported[..nodes], &network.made[..nodes]);
    let (received_all, made_all) = (&received_all[..nodes], &made_all[..nodes]);
    let (spot_bought, fed, wished) = (&spot_bought[..nodes], &fed[..nodes], &wished[..nodes]);
    let (export_use, stock, under_way) = (&export_use[..nodes], &stock_all[..nodes], &under_way[..nodes]);
    let (target, lag, pace) = (&setting.target[..nodes], &setting.lag[..nodes], &setting.order_pace[..nodes]);
    let (switchable, switch_pace) = (&setting.switchable[..nodes], &setting.switch_pace[..nodes]);
    let (orders, spared) = (&mut orders[..nodes], &mut spared[..nodes]);
    let (missing, qualified) = (&mut missing[..nodes], &mut qualified[..nodes]);
    for n in 0..nodes {
        let supply = supply[n];
        if supply <= 0.0 {
            continue;
        }
        let received = received_all[n] - spot_bought[n];
        let failed = (supply * (orders[n][0] - 1.0) - (received + made_all[n])).max(0.0);
        let grown = fed[n] + wished[n] + export_use[n] - claims[n];
        let (lag, part) = lag[n];
        let usual = grown / supply * (imported[n] * (f64::from(lag) + part) + made[n]);
        let empty = target[n] - stock[n];
        let room = empty - (under_way[n] + made_all[n] - usual);
        let surplus = (-room).max(0.0) * pace[n];
        let more = grown - surplus;
        let change = if more < 0.0 { (more + failed).min(0.0) } else { more };
        spared[n] = surplus.min(-change).max(0.0);
        let for_stock = room.min(empty).max(0.0) * pace[n] / supply;
        orders[n] = [(1.0 + change / supply).max(0.0), for_stock];
        let sought = (failed + more.min(0.0)).max(0.0);
        missing[n] = if sought > DUST * supply { sought } else { 0.0 };
        let wanted = missing[n].min(switchable[n] * supply);
        qualified[n] += switch_pace[n] * (wanted - qualified[n]);
        if qualified[n] < DUST * supply && wanted == 0.0 {
            qualified[n] = 0.0;
        }
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
    let nodes = network.nodes.len();
    let State { setting, fill_home, stock_all, eased, recycling, substitution, .. } = state;
    let (used, fill_home, stock) = (&network.used[..nodes], &fill_home[..nodes], &stock_all[..nodes]);
    let (trigger, pace) = (&setting.trigger[..nodes], &setting.recycling[..nodes]);
    let (eased, recycling) = (&mut eased[..nodes], &mut recycling[..nodes]);
    for n in 0..nodes {
        if used[n] <= 0.0 {
            continue;
        }
        let low = fill_home[n] < 1.0 || stock[n] < trigger[n];
        if !low && !eased[n] {
            continue;
        }
        recycling[n] = ramp(recycling[n], low, pace[n].1);
        eased[n] = recycling[n] > 0.0;
        let users = network.users_at(n);
        for (level, setting) in substitution[users.clone()].iter_mut().zip(&setting.substitution[users]) {
            *level = ramp(*level, low, setting.1);
            eased[n] |= *level > 0.0;
        }
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

//! Release of strategic stocks.
//!
//! The general rule: a given time after imports and output first fell short of orders, at most a given part of the stock
//! a week, to users at home who miss it. An order of the scenario replaces it.

use super::network::Network;
use super::parameters::DAYS_PER_WEEK;
use super::part::Part;
use super::policy::Policy;
use super::state::State;
use crate::quantity::Days;

/// Most that an entry may release in this period.
fn allowed(policy: &Policy, state: &State, entry: usize, step: Days, resale: bool) -> f64 {
    let (node, held, delay, rate) = state.setting.strategic[entry];
    let day = state.period as f64 * step.get();
    let rate = match policy.releases.iter().find(|order| order.node == node) {
        Some(order) if order.resale == resale => {
            let active = order.active.iter().any(|days| days.0 <= day && day < days.1);
            if active { held * order.weekly_share * step.get() / DAYS_PER_WEEK } else { 0.0 }
        }
        Some(_) => 0.0,
        None if !resale && state.short_for[entry] >= delay.max(f64::MIN_POSITIVE) => rate,
        None => 0.0,
    };
    rate.min(state.strategic[entry])
}

/// Releases what may be sold on: it joins the inflow of a node that is short.
pub(super) fn sell(network: &Network, part: &Part, policy: &Policy, step: Days, state: &mut State) {
    for &entry in &part.holders {
        let n = state.setting.strategic[entry].0 as usize;
        let asked = state.fed[n] + state.used[n] + state.export_use[n];
        let missing = (asked - network.claims[n]) - state.inflow[n];
        let mass = allowed(policy, state, entry, step, true).min(missing);
        if mass > 0.0 {
            state.strategic[entry] -= mass;
            state.coming[0][n] += mass;
            state.inflow[n] += mass;
            state.at_hand[0][n] += mass;
        }
    }
}

/// Releases to users at home what they still miss, to all in the same proportion.
pub(super) fn supply(network: &Network, part: &Part, policy: &Policy, step: Days, state: &mut State) {
    for &entry in &part.holders {
        let n = state.setting.strategic[entry].0 as usize;
        let by_users: f64 = network.users_at(n).map(|u| state.want[u] - state.got[u]).sum();
        let missing = by_users + state.fed[n] * (1.0 - state.fill_home[n]);
        let mass = allowed(policy, state, entry, step, false).min(missing);
        if mass > 0.0 {
            let left = 1.0 - mass / missing;
            state.strategic[entry] -= mass;
            state.coming[0][n] += mass;
            state.at_hand[0][n] += mass;
            state.fill_home[n] = 1.0 - (1.0 - state.fill_home[n]) * left;
            state.served[n] = 0.0;
            for u in network.users_at(n) {
                state.got[u] = state.want[u] - (state.want[u] - state.got[u]) * left;
                state.served[n] += state.got[u];
            }
        }
    }
}

//! Release of strategic stocks.
//!
//! The general rule: a given time after imports and output first fell short of orders, at most a given part of the stock
//! a week, to users at home who miss it. An order of the scenario replaces it.

use super::network::Network;
use super::parameters::DAYS_PER_WEEK;
use super::part::Part;
use super::policy::{Policy, Release};
use super::state::{Given, Nodes, Users};
use crate::quantity::Days;

/// Most that an entry may release in this period.
fn allowed((policy, step): (&Policy, Days), given: &Given, nodes: &Nodes, entry: usize, resale: bool) -> f64 {
    let (node, held, delay, rate) = given.setting.strategic[entry];
    let day = given.period as f64 * step.get();
    let stands = |order: &&Release| order.node == node && order.since <= day;
    // The latest order stands; of two from one day the first.
    let order = policy.releases.iter().rev().filter(stands).max_by(|a, b| a.since.total_cmp(&b.since));
    let rate = match order {
        Some(order) if order.resale == resale => {
            let active = order.active.iter().any(|days| days.0 <= day && day < days.1);
            if active { held * order.weekly_share * step.get() / DAYS_PER_WEEK } else { 0.0 }
        }
        Some(_) => 0.0,
        None if !resale && nodes.short_for[entry] >= delay.max(f64::MIN_POSITIVE) => rate,
        None => 0.0,
    };
    rate.min(nodes.strategic[entry])
}

/// Releases what may be sold on: it joins the inflow of a node that is short.
pub(super) fn sell(
    (network, part, policy, step): (&Network, &Part, &Policy, Days),
    given: &Given,
    nodes: &mut Nodes,
) {
    for &entry in &part.holders {
        let n = given.setting.strategic[entry].0 as usize;
        let asked = nodes.fed[n] + nodes.used[n] + nodes.export_use[n];
        let missing = (asked - network.claims[n]) - nodes.inflow[n];
        let mass = allowed((policy, step), given, nodes, entry, true).min(missing);
        if mass > 0.0 {
            nodes.strategic[entry] -= mass;
            nodes.coming[0][n] += mass;
            nodes.inflow[n] += mass;
            nodes.at_hand[0][n] += mass;
        }
    }
}

/// Releases to users at home what they still miss, to all in the same proportion.
pub(super) fn supply(
    (network, part, policy, step): (&Network, &Part, &Policy, Days),
    given: &Given,
    nodes: &mut Nodes,
    users: &mut Users,
) {
    for &entry in &part.holders {
        let n = given.setting.strategic[entry].0 as usize;
        let by_users: f64 = network.users_at(n).map(|u| users.want[u] - users.got[u]).sum();
        let missing = by_users + nodes.fed[n] * (1.0 - nodes.fill_home[n]);
        let mass = allowed((policy, step), given, nodes, entry, false).min(missing);
        if mass > 0.0 {
            let left = 1.0 - mass / missing;
            nodes.strategic[entry] -= mass;
            nodes.coming[0][n] += mass;
            nodes.at_hand[0][n] += mass;
            nodes.fill_home[n] = 1.0 - (1.0 - nodes.fill_home[n]) * left;
            nodes.served[n] = 0.0;
            for u in network.users_at(n) {
                users.got[u] = users.want[u] - (users.want[u] - users.got[u]) * left;
                nodes.served[n] += users.got[u];
            }
        }
    }
}

//! Rationing: how what is at hand at a node is shared among those who ask for it.
//!
//! Stock up to its target serves users at home. What comes in, and stock beyond the target, serves users at home and
//! buyers abroad alike, after those whom the rule of the country puts first; then the spot market, then orders for
//! stock. Strategic stock fills what users at home still miss.

use super::network::Network;
use super::ranks::Ranks;
use super::state::State;
use std::ops::Range;

/// Sets the part of each claim that is met, and what users get.
pub(super) fn ration(network: &Network, ranks: &Ranks, state: &mut State) {
    let nodes = network.nodes.len();
    let State {
        setting,
        stock_all,
        inflow,
        fed,
        used,
        export_use,
        export_stock,
        want,
        got,
        fill_home,
        fill_export,
        fill_stock,
        spot_order,
        spot_sold,
        diverted,
        ..
    } = state;
    let (stock, inflow, fed, used) = (&stock_all[..nodes], &inflow[..nodes], &fed[..nodes], &used[..nodes]);
    let (export_use, export_stock) = (&export_use[..nodes], &export_stock[..nodes]);
    let (spot_order, diverted) = (&spot_order[..nodes], &diverted[..nodes]);
    let (fill_home, fill_export) = (&mut fill_home[..nodes], &mut fill_export[..nodes]);
    let (fill_stock, spot_sold) = (&mut fill_stock[..nodes], &mut spot_sold[..nodes]);
    let (target, contract) = (&setting.target[..nodes], &setting.contract[..nodes]);
    let claims = &network.claims[..nodes];
    for n in 0..nodes {
        let kept = stock[n].min(target[n]);
        let flow = claims[n] + (inflow[n] + (stock[n] - kept));
        // A stock change of the baseline larger than the inflow eats into what is kept.
        let (flow, kept) = (flow.max(0.0), (kept + flow.min(0.0)).max(0.0));
        let (home, abroad) = (fed[n] + used[n], export_use[n]);
        let users = network.users_at(n);
        let met = if flow >= home + abroad {
            got[users.clone()].copy_from_slice(&want[users]);
            Met { home: 1.0, abroad: 1.0, left: flow - (home + abroad) }
        } else {
            short(ranks, n, users, (want, got), (home, abroad), (flow, kept))
        };
        fill_home[n] = met.home;
        // The spot market comes before orders for stock, and competes for what is sold without contract.
        let sold = spot_order[n].min(met.left);
        let left = met.left - sold;
        (spot_sold[n], fill_export[n]) = (sold, met.abroad);
        if diverted[n] > 0.0 {
            let free = (1.0 - contract[n]) * abroad;
            let part = (1.0 - contract[n]) * diverted[n] / (free + diverted[n]);
            spot_sold[n] += abroad * met.abroad * part;
            fill_export[n] *= 1.0 - part;
        }
        fill_stock[n] = if export_stock[n] > left { left / export_stock[n] } else { 1.0 };
    }
}

/// Parts of the claims at home and abroad that are met, and the mass left over.
struct Met {
    home: f64,
    abroad: f64,
    left: f64,
}

/// A node at which what comes in is not enough.
fn short(
    ranks: &Ranks,
    n: usize,
    users: Range<usize>,
    (want, got): (&[f64], &mut [f64]),
    (mut home, abroad): (f64, f64),
    (mut flow, mut kept): (f64, f64),
) -> Met {
    let mut first = 0.0;
    for &u in ranks.first(n) {
        let u = u as usize;
        let from_flow = want[u].min(flow);
        let from_stock = (want[u] - from_flow).min(kept);
        flow -= from_flow;
        kept -= from_stock;
        got[u] = from_flow + from_stock;
        first += want[u];
    }
    home = (home - first).max(0.0);
    let part = if home + abroad > 0.0 { (flow / (home + abroad)).min(1.0) } else { 1.0 };
    let fill = if home > 0.0 { (part + kept / home).min(1.0) } else { 1.0 };
    let ranked = !ranks.first(n).is_empty();
    for (u, (got, want)) in users.clone().zip(got[users.clone()].iter_mut().zip(&want[users])) {
        if !(ranked && ranks.is_first(u)) {
            *got = want * fill;
        }
    }
    Met { home: fill, abroad: part, left: (flow - part * (home + abroad)).max(0.0) }
}

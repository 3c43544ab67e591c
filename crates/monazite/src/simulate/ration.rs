//! Rationing: how what is at hand at a node is shared among those who ask for it.
//!
//! Stock up to its target serves users at home. What comes in, and stock beyond the target, serves users at home and
//! buyers abroad alike, after those whom the rule of the country puts first; then the spot market, then orders for
//! stock. Strategic stock fills what users at home still miss.

use super::network::Network;
use super::part::Part;
use super::ranks::Ranks;
use super::state::{Given, Nodes, Users};
use super::wide::wide;
use std::ops::Range;

/// Sets the part of each claim that is met, and what users get.
pub(super) fn ration(
    (network, part, ranks): (&Network, &Part, &Ranks),
    given: &Given,
    nodes: &mut Nodes,
    users: &mut Users,
) {
    for here in &part.nodes {
        wide(
            #[inline(always)]
            || alike(network, here.clone(), given, nodes),
        );
    }
    let (Users { want, got, .. }, fill_home) = (&mut *users, &nodes.fill_home);
    for here in &part.users {
        let at = network.use_at[here.clone()].iter().zip(&want[here.clone()]);
        for (got, (&n, want)) in got[here.clone()].iter_mut().zip(at) {
            *got = want * fill_home[n as usize];
        }
    }
    for n in part.nodes().filter(|&n| !ranks.first(n).is_empty()) {
        ranked((network, ranks), n, given, nodes, users);
    }
}

/// What is at hand at a node: mass that all share, and stock kept for home.
#[derive(Clone, Copy)]
struct AtHand {
    flow: f64,
    kept: f64,
}

/// Parts of the claims at home and abroad that are met, and the mass left over.
#[derive(Clone, Copy)]
struct Met {
    home: f64,
    abroad: f64,
    left: f64,
}

impl AtHand {
    /// From the claims of the baseline, the inflow beyond it, and stock with its target.
    #[inline(always)]
    fn of(claims: f64, inflow: f64, stock: f64, target: f64) -> Self {
        let kept = if stock < target { stock } else { target };
        let flow = claims + (inflow + (stock - kept));
        let (gain, loss) = if flow > 0.0 { (flow, 0.0) } else { (0.0, flow) };
        // A stock change of the baseline larger than the inflow eats into what is kept.
        let kept = kept + loss;
        Self { flow: gain, kept: if kept > 0.0 { kept } else { 0.0 } }
    }

    /// Shares it between home and abroad.
    #[inline(always)]
    fn share(self, home: f64, abroad: f64) -> Met {
        let claimed = home + abroad;
        let part = if claimed > self.flow { self.flow / claimed } else { 1.0 };
        let fill = if home > 0.0 { part + self.kept / home } else { 1.0 };
        let left = if claimed > self.flow { 0.0 } else { self.flow - claimed };
        Met { home: if fill < 1.0 { fill } else { 1.0 }, abroad: part, left }
    }
}

/// What a node sells.
#[derive(Clone, Copy)]
struct Sales {
    spot: f64,
    /// Parts of the orders for use and for stock that are met.
    fill_export: f64,
    fill_stock: f64,
}

impl Met {
    /// The spot market comes before orders for stock, and competes for what is sold without contract.
    #[inline(always)]
    fn sales(self, spot_order: f64, diverted: f64, loose: f64, (for_use, for_stock): (f64, f64)) -> Sales {
        let sold = if spot_order < self.left { spot_order } else { self.left };
        let left = self.left - sold;
        let free = loose * for_use;
        let part = if diverted > 0.0 { loose * diverted / (free + diverted) } else { 0.0 };
        Sales {
            spot: sold + for_use * self.abroad * part,
            fill_export: self.abroad * (1.0 - part),
            fill_stock: if for_stock > left { left / for_stock } else { 1.0 },
        }
    }
}

/// Shares out at nodes where nobody comes first.
#[inline(always)]
fn alike(network: &Network, here: Range<usize>, given: &Given, nodes: &mut Nodes) {
    let (stock, inflow) = (&nodes.stock_all[here.clone()], &nodes.inflow[here.clone()]);
    let (fed, used) = (&nodes.fed[here.clone()], &nodes.used[here.clone()]);
    let (for_use, for_stock) = (&nodes.export_use[here.clone()], &nodes.export_stock[here.clone()]);
    let (spot_order, diverted) = (&nodes.spot_order[here.clone()], &nodes.diverted[here.clone()]);
    let (fill_home, fill_export) = (&mut nodes.fill_home[here.clone()], &mut nodes.fill_export[here.clone()]);
    let (fill_stock, spot_sold) = (&mut nodes.fill_stock[here.clone()], &mut nodes.spot_sold[here.clone()]);
    let (target, contract) = (&given.setting.target[here.clone()], &given.setting.contract[here.clone()]);
    let (served, claims) = (&mut nodes.served[here.clone()], &network.claims[here]);
    for i in 0..claims.len() {
        let met = AtHand::of(claims[i], inflow[i], stock[i], target[i]).share(fed[i] + used[i], for_use[i]);
        let orders = (for_use[i], for_stock[i]);
        let sales = met.sales(spot_order[i], diverted[i], 1.0 - contract[i], orders);
        fill_home[i] = met.home;
        served[i] = used[i] * met.home;
        fill_export[i] = sales.fill_export;
        fill_stock[i] = sales.fill_stock;
        spot_sold[i] = sales.spot;
    }
}

/// Shares out at a node where some users come first.
fn ranked(
    (network, ranks): (&Network, &Ranks),
    n: usize,
    given: &Given,
    nodes: &mut Nodes,
    users: &mut Users,
) {
    let target = given.setting.target[n];
    let mut at_hand = AtHand::of(network.claims[n], nodes.inflow[n], nodes.stock_all[n], target);
    let mut home = nodes.fed[n] + nodes.used[n];
    for u in ranks.first(n).iter().map(|&u| u as usize) {
        let want = users.want[u];
        let from_flow = want.min(at_hand.flow);
        let from_stock = (want - from_flow).min(at_hand.kept);
        at_hand.flow -= from_flow;
        at_hand.kept -= from_stock;
        users.got[u] = from_flow + from_stock;
        home -= want;
    }
    let met = at_hand.share(home.max(0.0), nodes.export_use[n]);
    let orders = (nodes.export_use[n], nodes.export_stock[n]);
    let loose = 1.0 - given.setting.contract[n];
    let sales = met.sales(nodes.spot_order[n], nodes.diverted[n], loose, orders);
    (nodes.fill_home[n], nodes.fill_export[n]) = (met.home, sales.fill_export);
    (nodes.fill_stock[n], nodes.spot_sold[n]) = (sales.fill_stock, sales.spot);
    nodes.served[n] = 0.0;
    for u in network.users_at(n) {
        if !ranks.is_first(u) {
            users.got[u] = users.want[u] * met.home;
        }
        nodes.served[n] += users.got[u];
    }
}

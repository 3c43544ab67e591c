//! Drawing lots: who takes which class of mass at a node where several lie.
//!
//! End uses that some class bars take what they may use first; the others take barred lots before free ones; producers and
//! shippers take what is left as it is mixed.

use super::network::Network;
use super::part::Part;
use super::state::{Given, Nodes, Users};
use crate::id::Id;

/// Sets what leaves mixed nodes by class for end uses, and the mix that producers and shippers take.
pub(super) fn draw((network, part): (&Network, &Part), given: &Given, nodes: &mut Nodes, users: &mut Users) {
    if nodes.at_hand.len() > 1 {
        for n in part.nodes() {
            if nodes.mixed[n] {
                mixed(network, n, given, nodes, users);
            }
        }
    }
}

fn mixed(network: &Network, n: usize, given: &Given, nodes: &mut Nodes, users: &mut Users) {
    let classes = nodes.at_hand.len();
    let Given { usable, end_uses, .. } = given;
    let Users { got, want, .. } = users;
    let Nodes { at_hand, out, share, fill_home, fed, .. } = nodes;
    for class in 0..classes {
        out[class][n] = 0.0;
        share[class][n] = at_hand[class][n].max(0.0);
    }
    let bars =
        |usable: &[f64], end_use: usize| (0..classes).any(|class| usable[class * *end_uses + end_use] < 1.0);
    let (mut free_choice, mut missed, mut refused) = (0.0, fed[n] * (1.0 - fill_home[n]), 0.0);
    for u in network.users_at(n) {
        let end_use = network.users[u].end_use.index();
        if !bars(usable, end_use) {
            missed += want[u] - got[u];
            continue;
        }
        let usable = |class: usize| usable[class * *end_uses + end_use];
        let open: f64 = (0..classes).map(|class| share[class][n] * usable(class)).sum();
        let part = if open > 0.0 { (got[u] / open).min(1.0) } else { 0.0 };
        refused += (got[u] - open).max(0.0);
        got[u] = got[u].min(open);
        for class in 0..classes {
            let taken = share[class][n] * usable(class) * part;
            share[class][n] -= taken;
            out[class][n] += taken;
        }
    }
    // What the barred may not take is there for the others.
    let left = if refused > 0.0 && missed > 0.0 { 1.0 - (refused / missed).min(1.0) } else { 1.0 };
    fill_home[n] = 1.0 - (1.0 - fill_home[n]) * left;
    for u in network.users_at(n) {
        if !bars(usable, network.users[u].end_use.index()) {
            got[u] = want[u] - (want[u] - got[u]) * left;
            free_choice += got[u];
        }
    }
    let under_terms: f64 = (1..classes).map(|class| share[class][n]).sum();
    let part = if under_terms > 0.0 { (free_choice / under_terms).min(1.0) } else { 0.0 };
    let mut rest = free_choice;
    for class in 1..classes {
        let taken = share[class][n] * part;
        share[class][n] -= taken;
        out[class][n] += taken;
        rest -= taken;
    }
    let rest = rest.clamp(0.0, share[0][n]);
    share[0][n] -= rest;
    out[0][n] += rest;
    let left: f64 = (0..classes).map(|class| share[class][n]).sum();
    for (class, share) in share.iter_mut().enumerate() {
        share[n] = if left > 0.0 { share[n] / left } else { f64::from(u8::from(class == 0)) };
    }
}

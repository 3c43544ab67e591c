//! Who is served first at each node.

use super::network::Network;
use super::parameters::{Setting, Slots};
use crate::scenario::{Rationing, Rule};

/// Users that come before everyone else, by node and in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranks {
    start: Vec<u32>,
    users: Vec<u32>,
    first: Vec<bool>,
}

impl Ranks {
    /// From the rule of each country. The highest bidders are users that yield less to price than others of the
    /// mineral do; those that yield least come first.
    pub(super) fn of(network: &Network, rationing: &Rationing, slots: &Slots, setting: &Setting) -> Self {
        let mut ranks = Self { start: vec![0], users: Vec::new(), first: vec![false; network.users.len()] };
        for (n, node) in network.nodes.iter().enumerate() {
            let users = network.users_at(n);
            match rationing.of(node.country) {
                Rule::Proportional => {}
                Rule::Priority(order) => {
                    let place = |u: usize| order.iter().position(|e| *e == network.users[u].end_use);
                    let mut listed: Vec<(usize, usize)> =
                        users.filter_map(|u| place(u).map(|rank| (rank, u))).collect();
                    listed.sort_unstable();
                    ranks.users.extend(listed.into_iter().map(|(_, u)| u as u32));
                }
                Rule::HighestBidder => {
                    let general = setting.market[network.form_of[n] as usize].readiness;
                    let readiness = |u: usize| setting.readiness[slots.class_of[u] as usize];
                    let mut eager: Vec<usize> = users.filter(|&u| readiness(u) < general).collect();
                    eager.sort_by(|&a, &b| readiness(a).total_cmp(&readiness(b)).then(a.cmp(&b)));
                    ranks.users.extend(eager.into_iter().map(|u| u as u32));
                }
            }
            ranks.start.push(ranks.users.len() as u32);
        }
        for &u in &ranks.users {
            ranks.first[u as usize] = true;
        }
        ranks
    }

    /// Users of a node that come first, in order.
    pub(super) fn first(&self, node: usize) -> &[u32] {
        &self.users[self.start[node] as usize..self.start[node + 1] as usize]
    }

    /// Whether a user is among them.
    pub(super) fn is_first(&self, user: usize) -> bool {
        self.first[user]
    }
}

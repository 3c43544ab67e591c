//! What a run remembers from period to period, and its scratch memory. Made once, reused by every run.
//!
//! It lies in what a period is given and in four parts, one for each kind of thing in the network, so that a step can say
//! what it reads and what it writes. Inflows are kept as differences from the baseline, so that where nothing happens
//! every difference is zero to the last bit and so is every change.

mod given;
mod list;
mod markets;
mod nodes;
mod producers;
mod users;

pub(super) use given::Given;
pub(super) use markets::Markets;
pub(super) use nodes::Nodes;
pub(super) use producers::Producers;
pub(super) use users::Users;

use super::network::Network;

/// State and scratch of a run.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub(super) given: Given,
    pub(super) nodes: Nodes,
    pub(super) users: Users,
    pub(super) producers: Producers,
    pub(super) markets: Markets,
}

/// How long the lists of a run are that the network does not tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Classes of lots.
    pub(super) lots: usize,
    /// Periods of shipments that are remembered.
    pub(super) slots: usize,
    /// Classes of users that yield alike.
    pub(super) classes: usize,
    /// Entries of the spot market's plan.
    pub(super) entries: usize,
}

impl State {
    /// Puts the state of the baseline in place; what is given must have been filled.
    pub(super) fn begin(&mut self, network: &Network, extent: Extent) {
        self.given.period = 0;
        self.nodes.begin(network, &self.given.setting, extent.lots, extent.slots);
        self.users.begin(network.users.len());
        self.producers.begin(network.producers.len());
        self.markets.begin(network.forms.len(), extent.classes, extent.entries);
    }
}

//! What the data say about each node before they are reconciled: made, fed, imported, exported, used.

use super::observed::{Node, Observed};
use crate::id::{CountryId, ProcessId};
use crate::system::Role;
use std::collections::BTreeMap;

/// First estimates of the activity of processes.
pub(super) type Activities = BTreeMap<(ProcessId, CountryId), f64>;

/// Reported masses at a node, contained tonnes a year.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Tally {
    /// Output of processes.
    pub(super) made: f64,
    /// Input to processes.
    pub(super) fed: f64,
    /// The larger of reported total imports and the sum of reported flows.
    pub(super) imported: f64,
    /// Sum of reported flows out.
    pub(super) exported: f64,
    /// Demand of end uses.
    pub(super) used: f64,
}

impl Tally {
    /// What the node must obtain: for processes, end uses and its reported exports.
    pub(super) fn need(&self) -> f64 {
        self.fed + self.used + self.exported
    }
    /// What it is reported to obtain.
    pub(super) fn feed(&self) -> f64 {
        self.made + self.imported
    }
    /// The larger side of its account.
    pub(super) fn throughput(&self) -> f64 {
        self.need().max(self.feed())
    }
}

/// The tally of every node with a datum or an active process.
pub(super) type Ledger = BTreeMap<Node, Tally>;

/// Tallies of all nodes, given the activity of processes.
pub(super) fn ledger(observed: &Observed<'_>, activities: &Activities) -> Ledger {
    let mut ledger = trade_and_use(observed);
    for (&(process, country), &activity) in activities {
        for term in &observed.system.processes[process].recipe {
            let tally = ledger.entry((term.form, country)).or_default();
            let mass = activity * term.coefficient.value.get();
            match term.role {
                Role::Input => tally.fed += mass,
                Role::Output => tally.made += mass,
            }
        }
    }
    ledger
}

fn trade_and_use(observed: &Observed<'_>) -> Ledger {
    let mut ledger = Ledger::new();
    for (&(form, exporter, importer), codes) in &observed.flows {
        let mass = Observed::flow_mass(codes);
        ledger.entry((form, exporter)).or_default().exported += mass;
        ledger.entry((form, importer)).or_default().imported += mass;
    }
    for (&node, codes) in &observed.imports {
        let tally = ledger.entry(node).or_default();
        tally.imported = tally.imported.max(Observed::imports_mass(codes));
    }
    for (&node, uses) in &observed.demand {
        ledger.entry(node).or_default().used += Observed::demand_mass(uses);
    }
    ledger
}

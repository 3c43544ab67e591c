//! The balance: published numbers reconciled so that mass is conserved in every country and form.
//!
//! `Balance` is the one currency: every metric works on the observed, the disrupted and the planned state alike.

mod active_set;
mod activity;
mod candidate;
mod coverage;
mod data;
mod ensemble;
mod ledger;
mod network;
mod observed;
mod problem;
mod reconcile;
mod reconciled;
mod report;
mod scrap;
mod settings;
mod solve;

pub use ensemble::{drawn, ensemble};
pub use reconcile::{balance, balance_with};
pub use reconciled::{
    Activity, Balance, BalancedFlow, Ensemble, MineralBalance, Move, NodeMass, Report, Use,
};
pub use report::residuals;
pub use settings::Settings;

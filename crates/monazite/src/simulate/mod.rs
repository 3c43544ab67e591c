//! Simulate: what breaks, when and for whom, when a supplier restricts exports.
//!
//! [`simulate`] answers once, with central values; [`Model`] is the scenario put on the network, ready to be run many
//! times. The period loop is `run.rs`; each of its steps is a file. Methods page: `docs/methods/simulate.md`.

mod arrive;
mod binding;
mod conserved;
mod draw;
mod draws;
mod explain;
mod inputs;
mod joint;
mod limits;
mod lots;
mod market;
mod model;
mod needs;
mod network;
mod node;
mod outcome;
mod parameters;
mod part;
mod policy;
mod pool;
mod price;
mod produce;
mod ranks;
mod ration;
mod react;
mod record;
mod release;
mod rows;
mod run;
mod sensitivity;
mod settle;
mod ship;
mod snapshot;
mod spot;
mod state;
mod wide;

pub use binding::Binding;
pub use explain::Link;
pub use inputs::Inputs;
pub use model::Model;
pub use node::{Node, Producer, User};
pub use outcome::Outcome;
pub use pool::pooled;
pub use record::Work;
pub use state::State;

pub(crate) use record::Week;
pub(crate) use sensitivity::Sensitivity;

use crate::balance::Balance;
use crate::error::Error;
use crate::scenario::Scenario;
use crate::system::System;

/// What follows from a scenario, with every uncertain number at its central value.
///
/// # Errors
/// As [`Model::new`].
pub fn simulate(system: &System, balance: &Balance, scenario: &Scenario) -> Result<Outcome, Error> {
    let model = Model::new(system, balance, scenario)?;
    Ok(model.outcome(&model.inputs().central()))
}

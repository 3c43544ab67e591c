//! ARIO: adaptive regional input-output dynamics with inventories, day by day.
//!
//! Industries produce what is ordered as far as capacity and inventories allow, ration in proportion to demand,
//! and order what they used and what their inventories lack.
//! Sources: Hallegatte 2008, 2013 (Risk Analysis); Guan et al. 2020 (orders that follow supply); Koks et al. 2016
//! (recovery curves). The equations are in `docs/methods/ario.md`.

pub mod event;
pub(crate) mod kernel;
pub mod parameters;
mod rebuild;
pub mod run;
pub mod state;
mod step;

pub use event::{Event, Impact, Recovery};
pub use parameters::{Compatibility, Model, Orders, Parameters};
pub use run::{Trajectory, Variable, run};
pub use state::Ario;

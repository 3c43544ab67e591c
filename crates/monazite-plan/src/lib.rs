//! The way out of a dependence: which joint programme of capacity, stocks, recycling and substitution ends it, what it
//! costs, how soon, and what it still lacks.
//!
//! The programme is a multi-period linear programme, with whole works as an option a mixed-integer one; the folder list
//! is the model: `variable/`, `constraint/`, `objective/`, a file each. Minerals meet only in the budget and in the loss
//! at risk; without either they are solved one by one, in parallel.

mod alternatives;
mod chain;
mod choice;
mod conflict;
mod constraint;
mod data;
mod earliest;
mod embodied;
mod error;
mod explain;
mod frame;
mod friction;
mod frontier;
mod gather;
mod lp;
mod model;
mod names;
mod network;
mod objective;
pub mod offer;
mod outlook;
mod plan;
mod price_floor;
mod ranges;
mod reading;
mod relief;
mod replay;
mod scrap;
pub mod share;
mod solve;
mod stake;
pub mod stock;
mod target;
#[cfg(test)]
mod tests;
mod variable;
mod waiting;
mod weeks;
mod worth;

pub use error::Error;
pub use outlook::{Elsewhere, n_minus_1, output_elsewhere, used_elsewhere};
pub use plan::{Groups, Questions, plan};

//! The way out of a dependence: the question and the answer.
//!
//! What computes one from the other is the crate `monazite-plan`, so that whoever reads or shows a plan needs no solver.

pub mod answer;
mod item;
mod limit;
pub mod programme;
mod threat;

pub use answer::{
    Alternative, Binding, Built, Conflict, Cost, Dependence, Earliest, Factors, FloorPrice, FrontierPoint,
    Ledger, Met, NotReplayed, Plan, Residual, SolvedGroup, StockHeld, TargetKind, Wait,
};
pub use item::Items;
pub use limit::limit_in_words;
pub use programme::{Attitude, Member, PriceFloor, Programme, Survive, Target, Targets};
pub use threat::{DAYS_PER_MONTH, Lost, Threat};

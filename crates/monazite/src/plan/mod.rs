//! The way out of a dependence: the question and the answer.
//!
//! What computes one from the other is the crate `monazite-plan`, so that whoever reads or shows a plan needs no solver.

pub mod answer;
mod finding;
mod item;
mod limit;
pub mod programme;
mod threat;

pub use answer::{
    Alternative, Binding, Built, Conflict, Cost, Dependence, Earliest, Event, Factors, FloorPrice,
    FrontierPoint, Ledger, Met, NotReplayed, Plan, ProjectWorth, QUALITY, Residual, SolvedGroup, StockHeld,
    TargetGroup, TargetKind, TargetWorth, Wait, Yearly,
};
pub use finding::Finding;
pub use item::Items;
pub use limit::limit_in_words;
pub use programme::{Attitude, Member, PriceFloor, Programme, Survive, Target, Targets};
pub use threat::{DAYS_PER_MONTH, Lost, Threat};

//! Past shocks run again: what prices did, beside what comes out.
//!
//! Episodes and observations are tables of `data/backtests`; an episode's scenario is one of the library or a file of
//! `data/backtests/episodes`. [`cases`] puts each on the baseline, [`Case::ratios`] gives our price ratio for each of its
//! observations, and [`score`] says how far off they are. Methods page: `docs/methods/price.md`.

mod case;
pub mod draws;
mod episode;
mod observation;
pub mod page;
pub mod posterior;
pub mod rule;
pub mod score;
pub mod term;
mod withheld;

pub use case::{Case, cases};
pub use episode::Episode;
pub use observation::{Market, Observation, Role};

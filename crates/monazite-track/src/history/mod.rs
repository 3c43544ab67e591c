//! Dependence by year: who made it, who bought it from whom.

mod dependence;
mod series;

pub use dependence::{Basis, Line, Point, hhi_of_makers, hhi_of_origins, import_share, production_share};
pub use series::{Break, Flow, History, Production, REST, Title, Trade};

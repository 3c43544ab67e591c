//! Published metrics, one a file, each a pure function named as in its methods page.

pub mod benchmark;
pub mod chain;
pub mod cohort;
pub mod concentration;
pub mod cover;
pub mod demand_share;
pub mod exposure;
pub mod geopolrisk;
pub mod n_minus_1;
pub mod origin;
pub mod output;
pub mod reliance;
pub mod scrap;
pub mod supply_risk_eu;

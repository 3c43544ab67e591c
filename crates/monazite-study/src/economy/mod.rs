//! Accounts of an input-output table, runs of what a shock does to it, and the one-year estimate.

mod accounts;
mod ario;
mod one_year;
mod table;

pub use accounts::Accounts;
pub use ario::Ario;
pub use one_year::OneYear;
pub(crate) use table::Table;

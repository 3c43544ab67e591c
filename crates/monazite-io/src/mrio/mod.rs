//! Importers of input-output tables, one file a published format, and the check of their accounts.
//!
//! Each importer returns an [`Import`]: the table, its extensions if it has any, and what the check found.
//! A table with errors is not returned: the problems are.

pub mod bea;
pub mod check;
mod embedded;
pub mod exiobase3;
mod extensions;
pub(crate) mod format;
mod imported;
mod labels;
mod level;
mod matrix;
mod money;
pub mod oecd_icio;
pub mod plain;
mod regions;
mod source;
mod stranger;
mod units;
pub mod wiod_2013;
pub mod wiod_2016;
mod workbook;

pub use check::check;
pub use embedded::{About, embedded, read_own};
pub use format::Format;
pub use imported::{Import, from_model};

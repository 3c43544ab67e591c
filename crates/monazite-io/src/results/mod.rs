//! Results: tidy sheets written as a table, CSV, JSON or Parquet, and result folders.

pub mod accounts;
pub mod balance;
mod csv;
pub mod exercise;
mod folder;
mod format;
mod json;
pub mod list;
pub mod losses;
pub mod offer;
mod parquet;
pub mod plan;
pub mod share;
mod sheet;
pub mod stock;
mod terminal;
pub mod track;
pub mod week;

pub use folder::{METADATA, Pending, write_file, write_folder};
pub use format::{Format, bytes, write};
pub use sheet::{Cell, FIGURE_COLUMNS, Header, Kind, Sheet};

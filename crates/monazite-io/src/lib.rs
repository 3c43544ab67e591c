//! Files to and from the model: schemas, diagnostics, importers, result folders.
//!
//! The only place where tables become types and back.
//! What it lets through is valid; what it rejects comes with file, row, column and hint.
//!
//! - [`backtest`] runs past shocks again;
//! - [`baseline`] and [`read`] give a [`Dataset`];
//! - [`recipe`] builds the baseline from published files;
//! - [`results`] writes figures as tables and result folders;
//! - [`scenario`] reads scenario files and holds those of the library;
//! - [`schema`] derives the JSON schemas and the reference page from the columns that the check uses.

mod apart;
pub mod backtest;
mod check;
mod compare;
mod dataset;
mod dated;
pub mod diagnostic;
mod document;
pub mod economy_case;
pub mod exercise;
pub mod geopolrisk;
pub mod history;
pub mod import;
pub mod ledger;
mod magnitude;
pub mod mrio;
mod nearest;
pub mod news;
pub mod programme;
pub mod recipe;
mod records;
mod repeat;
pub mod results;
mod row;
pub mod scenario;
pub mod schema;
pub mod sniff;
pub mod spec;
mod table;
mod unpack;
mod words;

pub use apart::{TIMES, apart};
pub use compare::compare;
pub use dataset::{
    DATASET_FILE, Dataset, Files, baseline, baseline_files, parse, read, read_files, write_files,
};
pub use dated::dated;
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use nearest::nearest;

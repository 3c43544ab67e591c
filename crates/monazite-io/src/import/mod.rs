//! Importers: one module per published format, each giving typed rows as they are published.
//!
//! An importer interprets the *form* of a file (encoding, header, tokens, names of countries), not its meaning:
//! units, forms and stages stay as published, and the recipe turns them into the schema of the baseline.
//! No importer panics, and none drops anything in silence: a row that is left out is counted with its reason
//! in [`Imported::skipped`], and what is odd is told in [`Imported::diagnostics`].

pub mod cell;
mod databank;
mod format;
pub mod gazetteer;
mod known;
mod magnitude;
mod place;
mod repeats;
mod report;
mod resolver;
mod sheet;
mod tidy;

pub mod baci;
pub mod bgs;
pub mod comtrade;
pub mod eu_crm;
pub mod iea;
pub mod usgs_mcs;
pub mod wgi;
pub mod wmd;
pub mod world_bank;

pub use cell::Token;
pub use format::{Format, Tidied};
pub use place::{Area, Iso3, Place};
pub use repeats::Repeats;
pub use report::Imported;
pub use tidy::Tidy;

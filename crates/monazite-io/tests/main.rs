//! The tests of `monazite-io` through its public face, in one binary: a link a crate, not a link a file.

mod arbitrary;
mod assess;
mod backtests;
mod cohort;
mod common;
mod diagnostics;
mod dressed_tables;
mod economy_accounts;
mod economy_ario;
mod economy_labels;
mod economy_table;
mod exports;
mod geopolrisk;
mod history;
mod importers;
mod investment;
mod ledger;
mod order;
mod readers;
mod recipe;
mod results;
mod scenarios;
mod schemas;
mod validation;
mod validation_economy;

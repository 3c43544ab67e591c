//! The tests of `monazite-cli` through its public face, in one binary: a link a crate, not a link a file.

mod again;
mod cases;
mod cli;
mod common;
mod exercise;
mod generated;
mod joining;
mod licences;
mod parity;
mod plan;
mod share;
mod simulate;
mod stock;
mod track;

//! The tests of `monazite-cli` through its public face, in one binary: a link a crate, not a link a file.

mod again;
mod cases;
mod cli;
mod common;
mod generated;
mod licences;
mod parity;
mod plan;
mod share;
mod simulate;
mod track;

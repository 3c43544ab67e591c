//! The tests of `monazite` through its public face, in one binary: a link a crate, not a link a file.

mod balance;
mod chain;
mod common;
mod disruption;
mod hostile;
mod laws;
mod market;
mod measures;
mod origin;
mod simulate;

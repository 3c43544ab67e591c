//! The tests of `monazite-brief` through its public face, in one binary: a link a crate, not a link a file.

mod common;
mod page;
mod plan;
mod scenario;

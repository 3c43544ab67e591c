//! The tests of `monazite-study` through its public face, in one binary.

mod resumed;
mod schemas;
mod sweep;

//! The tests of `monazite-study` through its public face, in one binary.

mod cancel;
mod coherence;
mod resumed;
mod schemas;
mod sweep;

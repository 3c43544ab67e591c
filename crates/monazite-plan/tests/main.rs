//! The tests of `monazite-plan` through its public face, in one binary: a link a crate, not a link a file.

mod default;
mod game_laws;
mod games;
mod offers;
mod share_default;

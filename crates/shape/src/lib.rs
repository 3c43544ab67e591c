//! The shape of the code, read off its paths: which file takes names from which.
//!
//! Three rules keep the house open to newcomers, and [`faults`] finds what breaks them:
//!
//! - a `mod.rs` declares and re-exports, or orchestrates its children; a child never imports its own `mod.rs`, nor that
//!   of any folder it lies in;
//! - no circle of files: an arrow goes from a file to each file that it declares or takes a name from;
//! - nothing upward: a crate stands on a floor and takes names from lower floors only.

mod arrow;
mod circle;
mod fault;
mod module;
mod path;
mod tree;

pub use fault::{Fault, faults};
pub use tree::{Error, Tree};

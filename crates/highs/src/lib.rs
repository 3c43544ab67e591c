//! A small safe handle on the linear and mixed-integer solver HiGHS.
//!
//! Solves are deterministic: one thread, a fixed seed. A [`Status`] other than optimal is a value to be looked at,
//! never passed off as a result: [`Highs::run`] returns it, and [`Highs::solution`] refuses without it.

mod error;
mod ffi;
mod handle;
mod problem;
mod status;

pub use error::Error;
pub use handle::{Basis, Highs, Iis, Setting, Solution};
pub use problem::{Problem, Row};
pub use status::Status;

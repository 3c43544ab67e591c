//! A joint stock with a rule of release: how much of what, when it may be released and to whom, what that saves in the
//! simulator, and who would leave.
//!
//! Methods page: `docs/methods/stock.md`.

mod borne;
mod missing;
mod size;
mod trial;

pub use borne::borne;
pub use missing::{Missing, missing};
pub use size::{Size, sized};
pub use trial::trial;

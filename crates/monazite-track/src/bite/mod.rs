//! Did it bite? Event studies around dated measures, with what they could have shown at all.

mod study;
mod synthetic;

pub use study::{Donor, Filed, Found, Verdict, study};
pub use synthetic::{Synthetic, synthetic};

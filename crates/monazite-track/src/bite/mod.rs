//! Did it bite? Event studies around dated measures, with what they could have shown at all.

mod synthetic;
mod study;

pub use study::{Donor, Filed, Found, Verdict, study};
pub use synthetic::{Synthetic, synthetic};

//! What a text claims: rules and word lists, no model.

mod claim;
mod date;
mod measure;
mod number;
mod sentence;
mod words;

pub use claim::{Claim, Judged, claims, judge};
pub use date::days;
pub use measure::{Measure, measures};
pub use number::{Amount, Unit, amounts};
pub use sentence::sentences;
pub use words::{Lexicon, STAGES};

//! Cost against security: what is spent across, what is still lost up.

use monazite::number::Number;
use serde::Serialize;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Frontier {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Points: spent, lost.
    pub points: Vec<(Number, Number)>,
    /// The plan, with its targets.
    pub plan: (Number, Number),
    /// What is lost without a programme; it is off the scale as a rule, and said in words.
    pub without: Number,
    /// Quality mark of all of them.
    pub mark: &'static str,
}

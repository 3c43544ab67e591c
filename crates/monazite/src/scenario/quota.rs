//! A quota on exports.

use super::reach::Reach;
use super::uncertain::Uncertain;

/// At most so much exports of all forms reached together. What is not used in a period stays available until the
/// interval ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Quota {
    /// Who, to whom, what.
    pub reach: Reach,
    /// How much.
    pub amount: Amount,
}

/// How much a quota lets through.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// Contained tonnes a year.
    TonnesPerYear(Uncertain),
    /// A share of the flows of the baseline.
    ShareOfBaseline(Uncertain),
}

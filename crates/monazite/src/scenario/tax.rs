//! A tax on trade.

use super::path::Path;
use super::reach::Reach;

/// An export tax or an import tariff: for the buyer both raise the price.
#[derive(Debug, Clone, PartialEq)]
pub struct Tax {
    /// Who, to whom, what.
    pub reach: Reach,
    /// Tax over price: 0.25 is 25 %.
    pub rate: Path,
}

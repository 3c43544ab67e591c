//! An export ban.

use super::path::Path;
use super::reach::Reach;

/// No exports, save for what leaks through third countries.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportBan {
    /// Who, to whom, what.
    pub reach: Reach,
    /// Share of the flow that arrives all the same; the general leakage of `behaviour.csv` if `None`.
    pub leakage: Option<Path>,
}

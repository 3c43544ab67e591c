//! A surge of demand.

use super::path::Path;
use crate::id::{CountryId, EndUseId, FormId};
use std::collections::BTreeSet;

/// End uses need more, or less: rearmament, a subsidy, a recession.
#[derive(Debug, Clone, PartialEq)]
pub struct DemandSurge {
    /// Where.
    pub countries: BTreeSet<CountryId>,
    /// Forms needed.
    pub forms: BTreeSet<FormId>,
    /// End uses that need them.
    pub end_uses: BTreeSet<EndUseId>,
    /// Need over that of the baseline, 1.2 for a fifth more.
    pub factor: Path,
}

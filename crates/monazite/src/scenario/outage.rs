//! An outage of producers.

use super::path::Path;
use crate::id::{CountryId, FormId};
use std::collections::BTreeSet;

/// Lost capacity of producers: a strike, a flood, a war, a stop by decree.
#[derive(Debug, Clone, PartialEq)]
pub struct Outage {
    /// Where.
    pub countries: BTreeSet<CountryId>,
    /// Forms whose making stops.
    pub forms: BTreeSet<FormId>,
    /// Share of the capacity lost.
    pub loss: Path,
}

//! Coalitions: named sets of countries that may overlap.

use crate::id::CountryId;
use std::collections::BTreeSet;

/// A named set of countries. France is in the G7 and in the EU, and counts once in their union.
#[derive(Debug, Clone, PartialEq)]
pub struct Coalition {
    /// Key as used in a question: `g7-plus`.
    pub key: String,
    /// Name as shown.
    pub name: String,
    /// Members, each once.
    pub members: BTreeSet<CountryId>,
}

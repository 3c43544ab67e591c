//! How what is short is shared out.

use crate::id::{CountryId, EndUseId};
use std::collections::BTreeMap;

/// The rule of each seller's country.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rationing {
    /// Where no other rule is named.
    pub default: Rule,
    /// Countries with a rule of their own.
    pub by_country: BTreeMap<CountryId, Rule>,
}

impl Rationing {
    /// The rule of a country.
    #[must_use]
    pub fn of(&self, country: CountryId) -> &Rule {
        self.by_country.get(&country).unwrap_or(&self.default)
    }
}

/// Who is served first when there is too little.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Rule {
    /// Everyone in proportion to what was asked for.
    #[default]
    Proportional,
    /// End uses in this order, then everyone else in proportion.
    Priority(Vec<EndUseId>),
    /// Those whose use yields least to price, who bid most, before the others.
    HighestBidder,
}

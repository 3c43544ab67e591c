//! Who asks about whom.

use crate::error::Error;
use crate::id::CountryId;
use crate::system::System;
use std::collections::BTreeSet;

/// Who depends, and on whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Coalition key or country code that depends.
    pub for_: String,
    /// Country code, or coalition key, of the supplier.
    pub from: String,
}

/// A question with its countries.
#[derive(Debug, Clone)]
pub(crate) struct Parties {
    /// Who depends.
    pub(crate) members: BTreeSet<CountryId>,
    /// On whom.
    pub(crate) suppliers: BTreeSet<CountryId>,
}

impl Parties {
    /// The countries of both parties.
    ///
    /// # Errors
    /// [`Error::Unknown`] if a party is neither a coalition nor a country.
    pub(crate) fn of(system: &System, question: &Question) -> Result<Self, Error> {
        let set = |name: &str| Ok::<_, Error>(system.members(name)?.into_iter().collect());
        // Where only demand changes, nobody acts.
        let suppliers = if question.from.is_empty() { BTreeSet::new() } else { set(&question.from)? };
        Ok(Self { members: set(&question.for_)?, suppliers })
    }
}

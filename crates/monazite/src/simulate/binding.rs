//! What limited the supply of a form in a country.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// The link that binds: why a country got less of a form than it asked for.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Binding {
    /// Nothing did: what was asked for was at hand.
    #[default]
    None,
    /// An exporter needed a permit and did not have it: ban or licence.
    Permit,
    /// A quota was used up.
    Quota,
    /// Producers ran at the capacity they had, outages included.
    Capacity,
    /// Producers of a by-product ran as far as their host allowed.
    Host,
    /// Producers lacked an input.
    Input,
    /// Suppliers abroad delivered less than was ordered, short themselves.
    Supplier,
    /// Other suppliers could have delivered; users had not qualified them yet, or cannot switch.
    Switching,
    /// What was at hand had come under terms that bar the use.
    Terms,
}

impl Binding {
    /// All, in the order of the type.
    pub const ALL: [Self; 9] = [
        Self::None,
        Self::Permit,
        Self::Quota,
        Self::Capacity,
        Self::Host,
        Self::Input,
        Self::Supplier,
        Self::Switching,
        Self::Terms,
    ];

    /// The word used in results.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

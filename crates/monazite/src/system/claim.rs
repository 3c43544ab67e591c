//! Claims of the press, to hold figures against.

use crate::datum::Provenance;
use crate::id::{CountryId, MineralId};
use crate::quantity::Share;

/// A share as the press states it, without a method.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Short key.
    pub key: String,
    /// The claim in its own words.
    pub text: String,
    /// The metric that it is about.
    pub metric: String,
    /// The coalition that it is about or was said to.
    pub coalition: String,
    /// The supplier that it is about.
    pub country: CountryId,
    /// The minerals that it names; all that are balanced where it names none.
    pub minerals: Vec<MineralId>,
    /// The share that it states, from low to high.
    pub share: (Share, Share),
    /// Who said it, and when.
    pub provenance: Provenance,
}

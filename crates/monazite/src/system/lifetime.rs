//! How long products stay in use: when what was sold comes back as scrap.

use crate::datum::Datum;
use crate::id::{EndUseId, MineralId};
use crate::quantity::Years;
use strum::IntoStaticStr;

/// The shape of a distribution of lifetimes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Distribution {
    /// All products last equally long.
    Fixed,
    /// Normal.
    Normal,
    /// Normal, folded at zero.
    FoldedNormal,
    /// Log-normal, by the mean and standard deviation of the lifetime itself.
    #[strum(serialize = "lognormal")]
    LogNormal,
    /// Weibull, by mean and standard deviation.
    Weibull,
}

impl Distribution {
    /// All.
    pub const ALL: [Self; 5] =
        [Self::Fixed, Self::Normal, Self::FoldedNormal, Self::LogNormal, Self::Weibull];

    /// The word used in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// From the word used in files.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.word() == word)
    }
}

/// Time in use of the products of an end use.
#[derive(Debug, Clone, PartialEq)]
pub struct Lifetime {
    /// The mineral, where it differs by mineral.
    pub mineral: Option<MineralId>,
    /// The end use; any if `None`.
    pub end_use: Option<EndUseId>,
    /// Shape.
    pub distribution: Distribution,
    /// Standard deviation of the lifetime.
    pub spread: Years,
    /// Mean age at which the products are discarded.
    pub datum: Datum<Years>,
}

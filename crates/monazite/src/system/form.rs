//! Forms and stages.

use crate::datum::Datum;
use crate::id::MineralId;
use crate::quantity::Share;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Where in the chain a form is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// Mining and concentration.
    Extraction,
    /// Smelting, refining, separation, metal making.
    Processing,
    /// Parts: magnets, anodes, cathodes, cells, cars.
    Manufacturing,
    /// Use in an end use.
    Use,
    /// Secondary supply.
    Recycling,
}

impl Stage {
    /// All, in chain order.
    pub const ALL: [Self; 5] =
        [Self::Extraction, Self::Processing, Self::Manufacturing, Self::Use, Self::Recycling];

    /// The word used in files and results.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// From the word used in files.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// A tradable state of a mineral.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The mineral.
    pub mineral: MineralId,
    /// Name as shown.
    pub name: String,
    /// Stage that makes it.
    pub stage: Stage,
    /// Contained mass of the reference substance per gross mass.
    pub contained_share: Datum<Share>,
    /// HS 2022 six-digit codes that carry it; empty where it has none of its own.
    pub hs6: Vec<String>,
}

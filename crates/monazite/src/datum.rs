//! A datum: a value with its range, quality and source.

use crate::id::SourceId;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// How well a number is known. The order is from best to worst, so the worst of several is their maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "snake_case")]
pub enum Quality {
    /// Reported by a survey, customs or a company.
    Observed,
    /// Computed from observed numbers by a stated rule.
    Estimated,
    /// Chosen by us with a stated reason.
    Assumed,
    /// Recalled from literature and not checked against the original.
    Unverified,
}

impl Quality {
    /// All, best first.
    pub const ALL: [Self; 4] = [Self::Observed, Self::Estimated, Self::Assumed, Self::Unverified];

    /// The word used in files and results.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// From the word used in files.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|q| q.word() == word)
    }

    /// Relative standard error where a datum gives no range of its own.
    /// Source: reference formulation of the balance (observed 2-5 %, estimated 30 %, assumed 60 %, unverified 100 %).
    #[must_use]
    pub const fn relative_sigma(self) -> f64 {
        match self {
            Self::Observed => 0.05,
            Self::Estimated => 0.30,
            Self::Assumed => 0.60,
            Self::Unverified => 1.0,
        }
    }
}

/// The place of a datum in its dataset: `production.csv:17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RowRef {
    /// File name of the table.
    pub table: &'static str,
    /// Line in the file; the header is line 1.
    pub line: u32,
}

impl std::fmt::Display for RowRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.table, self.line)
    }
}

/// Where a number comes from and how well it is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Provenance {
    /// Year that the number describes.
    pub year: i32,
    /// How well it is known.
    pub quality: Quality,
    /// Who published it.
    pub source: SourceId,
    /// The row that holds it.
    pub row: RowRef,
    /// Value and unit as published, and what was done to it.
    pub note: String,
}

/// A number with its range and provenance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Datum<Q> {
    /// Central value.
    pub value: Q,
    /// Low end of the range.
    pub low: Q,
    /// High end of the range.
    pub high: Q,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl<Q: Copy + Into<f64>> Datum<Q> {
    /// Standard error of the datum in its own unit.
    ///
    /// Half the width of the given range where there is one (the range is read as about two standard errors wide
    /// on each side of a triangular judgement), else value times the relative error of its quality.
    #[must_use]
    pub fn sigma(&self) -> f64 {
        let (value, low, high) = (self.value.into(), self.low.into(), self.high.into());
        if high > low { (high - low) / 2.0 } else { value.abs() * self.provenance.quality.relative_sigma() }
    }
}

//! Projects in the pipeline.

use crate::datum::{Datum, Provenance};
use crate::id::{CountryId, FormId, MineralId, ProcessId};
use crate::quantity::TonnesPerYear;
use crate::system::form::Stage;
use crate::system::investment::Parameter;

/// How far a project is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// In output or ramping up.
    Operating,
    /// Being built.
    Construction,
    /// Announced, not decided.
    Planned,
    /// Stopped for now.
    Paused,
}

impl Status {
    /// All, furthest first.
    pub const ALL: [Self; 4] = [Self::Operating, Self::Construction, Self::Planned, Self::Paused];

    /// The word used in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operating => "operating",
            Self::Construction => "construction",
            Self::Planned => "planned",
            Self::Paused => "paused",
        }
    }

    /// From the word used in files.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// The parameter that states how probable it is that such a project delivers; an operating one does.
    #[must_use]
    pub const fn completion(self) -> Option<Parameter> {
        match self {
            Self::Operating => None,
            Self::Construction => Some(Parameter::CompletionConstruction),
            Self::Planned => Some(Parameter::CompletionPlanned),
            Self::Paused => Some(Parameter::CompletionPaused),
        }
    }
}

/// A project in the pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// Name.
    pub name: String,
    /// Mineral.
    pub mineral: MineralId,
    /// Form that it will make, where known.
    pub form: Option<FormId>,
    /// Process that it will run, where more than one makes the form.
    pub process: Option<ProcessId>,
    /// Country.
    pub country: CountryId,
    /// Stage.
    pub stage: Stage,
    /// How far it is.
    pub status: Status,
    /// First year of output, where known.
    pub start: Option<i32>,
    /// Contained capacity, where known.
    pub capacity: Option<Datum<TonnesPerYear>>,
    /// Where it is documented.
    pub provenance: Provenance,
}

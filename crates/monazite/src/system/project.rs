//! Projects in the pipeline.

use crate::datum::{Datum, Provenance};
use crate::id::{CountryId, FormId, MineralId, ProcessId};
use crate::quantity::TonnesPerYear;
use crate::system::form::Stage;
use crate::system::investment::Parameter;
use strum::IntoStaticStr;

/// How far a project is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// In output or ramping up.
    Operating,
    /// Being built.
    Construction,
    /// Announced, not decided.
    Planned,
    /// Stopped for now.
    Paused,
    /// A known deposit without a finished study.
    Deposit,
}

impl Status {
    /// All, furthest first.
    pub const ALL: [Self; 5] =
        [Self::Operating, Self::Construction, Self::Planned, Self::Paused, Self::Deposit];

    /// The word used in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
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
            // A deposit is as far from output as a project that was put off.
            Self::Paused | Self::Deposit => Some(Parameter::CompletionPaused),
        }
    }

    /// The parameter that states how long a mine of that status takes to first output; one that runs takes none.
    #[must_use]
    pub const fn lead(self) -> Option<Parameter> {
        match self {
            Self::Operating => None,
            Self::Construction => Some(Parameter::LeadConstruction),
            Self::Planned => Some(Parameter::LeadFeasibility),
            Self::Paused => Some(Parameter::LeadRestart),
            Self::Deposit => Some(Parameter::LeadDeposit),
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

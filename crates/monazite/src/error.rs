//! The one public error of the model.

use crate::watch::Cancelled;

/// What can go wrong once a valid [`crate::system::System`] is in memory.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// A name that the question uses is not in the system.
    #[error("unknown {kind} `{name}`; {hint}")]
    Unknown {
        /// The kind of thing: country, coalition, mineral, form.
        kind: &'static str,
        /// The name as given.
        name: String,
        /// What would have been accepted.
        hint: String,
    },
    /// The balance of a mineral was not solved to the stated tolerance.
    #[error("the balance of {mineral} was not solved: {reason}")]
    Balance {
        /// The mineral.
        mineral: String,
        /// Solver status or the violated check.
        reason: String,
    },
    /// A linear system had no unique solution.
    #[error("{what} has no unique solution: {reason}")]
    Singular {
        /// What was being solved.
        what: String,
        /// Why it failed.
        reason: String,
    },
    /// A scenario cannot be run on the system.
    #[error("{place}: {reason}; {hint}")]
    Scenario {
        /// The shock or parameter.
        place: String,
        /// What is wrong, with the value seen.
        reason: String,
        /// What to do about it.
        hint: String,
    },
    /// An economy table, a case or a parameter of it cannot be used.
    #[error("{place}: {reason}; {hint}")]
    Economy {
        /// Table, row and column, or the parameter.
        place: String,
        /// What is wrong, with the value seen.
        reason: String,
        /// What to do about it.
        hint: String,
    },
    /// The work was cancelled.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl Error {
    /// An [`Error::Economy`].
    pub(crate) fn economy(
        place: impl Into<String>,
        reason: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::Economy { place: place.into(), reason: reason.into(), hint: hint.into() }
    }
}

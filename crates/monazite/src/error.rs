//! The one public error of the model.

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
}

//! Why the baseline could not be built.

use monazite::Cancelled;

/// Why the baseline could not be built.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read or written.
    #[error("{path}: {reason}")]
    File {
        /// Path as given.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// A table lacks a column or holds a text that cannot be understood.
    #[error("{table}: {reason}")]
    Content {
        /// Table or file name.
        table: String,
        /// What is wrong and where.
        reason: String,
    },
    /// The work was cancelled.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

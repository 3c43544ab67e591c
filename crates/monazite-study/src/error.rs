//! The one public error of a study.

use monazite::Cancelled;
use monazite_io::{Diagnostic, Diagnostics};
use std::io;
use std::path::Path;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Files have problems: each with file, row, column and hint.
    #[error("{0}")]
    Data(Diagnostics),
    /// The request cannot be answered as it is.
    #[error("{message}")]
    Request {
        /// The field, or the verb where it is about all of it.
        field: String,
        /// What is wrong and what would be accepted.
        message: String,
    },
    /// The model could not compute, or does not know a name.
    #[error(transparent)]
    Model(monazite::Error),
    /// There is no plan.
    #[error(transparent)]
    Plan(monazite_plan::Error),
    /// The players of a programme cannot be analysed.
    #[error(transparent)]
    Share(monazite_plan::share::GameError),
    /// Published files cannot be turned into a dataset.
    #[error(transparent)]
    Recipe(monazite_io::recipe::Error),
    /// What was to be continued belongs to another build.
    #[error(
        "{place} was begun by another build of monazite ({theirs}; this is {ours}): their numbers must not be mixed; finish it with that build, or remove it to begin anew"
    )]
    OtherBuild {
        /// The file.
        place: String,
        /// Version and build that began it.
        theirs: String,
        /// Version and build of this program.
        ours: String,
    },
    /// A file could not be read or written.
    #[error("{what}: {source}")]
    Io {
        /// Which, and what was tried.
        what: String,
        /// What the system reports.
        source: io::Error,
    },
    /// The work was cancelled.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl Error {
    /// A request that cannot be answered.
    pub(crate) fn request(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Request { field: field.into(), message: message.into() }
    }

    /// A file that cannot be written.
    pub(crate) fn unwritten(place: &Path, source: io::Error) -> Self {
        Self::Io { what: format!("{} cannot be written", place.display()), source }
    }

    /// Whether the request names something that is not there or not allowed, rather than the data being at fault.
    #[must_use]
    pub const fn is_misuse(&self) -> bool {
        matches!(self, Self::Request { .. } | Self::Model(monazite::Error::Unknown { .. }))
    }

    /// The problems one by one, as those of a file.
    #[must_use]
    pub fn diagnostics(&self) -> Diagnostics {
        match self {
            Self::Data(problems) => problems.clone(),
            Self::Request { field, message } => Diagnostic::error(field, message.clone()).into(),
            other => Diagnostic::error("", other.to_string()).into(),
        }
    }
}

impl From<Diagnostics> for Error {
    fn from(problems: Diagnostics) -> Self {
        Self::Data(problems)
    }
}

impl From<monazite::Error> for Error {
    fn from(error: monazite::Error) -> Self {
        match error {
            monazite::Error::Cancelled(cancelled) => Self::Cancelled(cancelled),
            other => Self::Model(other),
        }
    }
}

impl From<monazite_io::recipe::Error> for Error {
    fn from(error: monazite_io::recipe::Error) -> Self {
        match error {
            monazite_io::recipe::Error::Cancelled(cancelled) => Self::Cancelled(cancelled),
            other => Self::Recipe(other),
        }
    }
}

impl From<monazite_plan::Error> for Error {
    fn from(error: monazite_plan::Error) -> Self {
        match error {
            monazite_plan::Error::Cancelled(cancelled) => Self::Cancelled(cancelled),
            other => Self::Plan(other),
        }
    }
}

impl From<monazite_plan::share::GameError> for Error {
    fn from(error: monazite_plan::share::GameError) -> Self {
        match error {
            monazite_plan::share::GameError::Cancelled(cancelled) => Self::Cancelled(cancelled),
            other => Self::Share(other),
        }
    }
}

//! The one public error of the binding.

/// What the solver refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A call was answered with an error.
    #[error("HiGHS refused {call}")]
    Refused {
        /// What was asked of it.
        call: &'static str,
    },
    /// A setting is unknown or its value not allowed.
    #[error("HiGHS does not accept the setting {name}")]
    Setting {
        /// Its name.
        name: String,
    },
    /// A problem's lists do not fit each other.
    #[error("the problem is not well formed: {reason}")]
    Shape {
        /// What does not fit.
        reason: String,
    },
    /// A solution was asked for that does not exist.
    #[error("there is no solution: HiGHS stopped with {status}")]
    NoSolution {
        /// How the solve ended.
        status: crate::status::Status,
    },
}

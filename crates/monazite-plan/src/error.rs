//! The one public error of the plan.

use monazite::Cancelled;
use monazite_highs::Status;

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// The solver refused what it was given.
    #[error(transparent)]
    Solver(#[from] monazite_highs::Error),
    /// A solve did not end optimal, so there is no result.
    #[error("{what} of {minerals} was not solved: HiGHS stopped with {status}")]
    NotOptimal {
        /// What was being solved.
        what: &'static str,
        /// Its minerals.
        minerals: String,
        /// How the solve ended.
        status: Status,
    },
    /// The programme asks about nothing that the balance knows.
    #[error("the programme `{programme}` has nothing to plan: {reason}; {hint}")]
    Empty {
        /// Key of the programme.
        programme: String,
        /// What is missing.
        reason: String,
        /// What to do about it.
        hint: String,
    },
    /// The work was cancelled.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

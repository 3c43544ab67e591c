//! How a solve ended.

/// Status of the model after a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Proved optimal; for a mixed-integer problem within the gap that was set.
    Optimal,
    /// Proved to have no solution.
    Infeasible,
    /// The objective has no bound.
    Unbounded,
    /// One of the two; presolve could not tell which.
    UnboundedOrInfeasible,
    /// The time limit came first.
    TimeLimit,
    /// The limit on iterations came first.
    IterationLimit,
    /// The caller interrupted.
    Interrupted,
    /// Any other end, by the number HiGHS gives it: numerical trouble, no model, out of memory.
    Other(i32),
}

impl Status {
    /// From the number in `highs_c_api.h`.
    pub(crate) fn from_code(code: i32) -> Self {
        match code {
            // An empty model is solved by the empty point.
            6 | 7 => Self::Optimal,
            8 => Self::Infeasible,
            9 => Self::UnboundedOrInfeasible,
            10 => Self::Unbounded,
            13 => Self::TimeLimit,
            14 => Self::IterationLimit,
            17 | 19 => Self::Interrupted,
            other => Self::Other(other),
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Optimal => "optimal",
            Self::Infeasible => "infeasible",
            Self::Unbounded => "unbounded",
            Self::UnboundedOrInfeasible => "unbounded or infeasible",
            Self::TimeLimit => "time limit",
            Self::IterationLimit => "iteration limit",
            Self::Interrupted => "interrupted",
            Self::Other(code) => return write!(f, "status {code}"),
        })
    }
}

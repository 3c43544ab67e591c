//! Why a command failed, and the exit code that says so.

use monazite_io::Diagnostics;
use std::io::{self, Write};
use std::process::ExitCode;

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The dataset has problems, and they have been shown or are shown here.
    Data(Diagnostics),
    /// The dataset has problems that were already printed as the result of the command.
    Shown,
    /// The published files could not be imported.
    Import(String),
    /// The model could not compute.
    Model(monazite::Error),
    /// There is no plan.
    Plan(monazite_plan::Error),
    /// The players of a programme cannot be analysed.
    Share(monazite_plan::share::GameError),
    /// The command was misused.
    Usage(String),
    /// Reading or writing failed.
    Io(String, io::Error),
}

impl Failure {
    /// Says why on standard error and gives the exit code. A reader that closed the pipe early is no failure.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Io(_, error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::Io(what, error) => say(1, &format!("error: {what}: {error}")),
            Self::Data(problems) => say(1, &problems.to_string()),
            Self::Shown => ExitCode::from(1),
            Self::Model(error @ monazite::Error::Unknown { .. }) => say(2, &format!("error: {error}")),
            Self::Model(error) => say(1, &format!("error: {error}")),
            Self::Plan(error) => say(1, &format!("error: {error}")),
            Self::Share(error) => say(1, &format!("error: {error}")),
            Self::Import(message) => say(1, &format!("error: {message}")),
            Self::Usage(message) => say(2, &format!("error: {message}")),
        }
    }
}

/// Says something on standard error. A reader that closed it is no reason to fail.
pub(crate) fn tell(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

fn say(code: u8, message: &str) -> ExitCode {
    tell(message);
    ExitCode::from(code)
}

impl From<Diagnostics> for Failure {
    fn from(problems: Diagnostics) -> Self {
        Self::Data(problems)
    }
}

impl From<monazite_plan::Error> for Failure {
    fn from(error: monazite_plan::Error) -> Self {
        Self::Plan(error)
    }
}

impl From<monazite_plan::share::GameError> for Failure {
    fn from(error: monazite_plan::share::GameError) -> Self {
        Self::Share(error)
    }
}

impl From<monazite::Error> for Failure {
    fn from(error: monazite::Error) -> Self {
        Self::Model(error)
    }
}

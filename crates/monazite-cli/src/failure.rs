//! Why a command failed, and the exit code that says so.

use monazite_study::Error;
use std::io::{self, Write};
use std::process::ExitCode;

/// Exit code of a command that was stopped by Ctrl-C.
pub(crate) const CANCELLED: u8 = 130;

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is no answer.
    Study(Error),
    /// The dataset has problems that were already printed as the result of the command.
    Shown,
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
            Self::Study(Error::Io { source, .. }) if source.kind() == io::ErrorKind::BrokenPipe => {
                ExitCode::SUCCESS
            }
            Self::Io(what, error) => say(1, &format!("error: {what}: {error}")),
            Self::Shown => ExitCode::from(1),
            Self::Usage(message) => say(2, &format!("error: {message}")),
            Self::Study(Error::Data(problems)) => say(1, &problems.to_string()),
            Self::Study(Error::Cancelled(cancelled)) => say(CANCELLED, &cancelled.to_string()),
            Self::Study(error) => say(if error.is_misuse() { 2 } else { 1 }, &format!("error: {error}")),
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

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Study(error)
    }
}

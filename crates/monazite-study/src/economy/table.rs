//! The input-output table of an analysis.

use crate::aside::aside;
use crate::error::Error;
use monazite::Watch;
use monazite::economy::Mrio;
use monazite::system::System;
use monazite_io::mrio::{self, from_model};
use monazite_io::{Diagnostic, Diagnostics};
use std::path::Path;

/// An input-output table with what its reader should know.
#[derive(Debug)]
pub(crate) struct Table {
    table: Mrio,
    warnings: Diagnostics,
}

impl Table {
    /// Reads a table, or the embedded one.
    pub(crate) fn read(path: Option<&Path>, system: &System, watch: &Watch) -> Result<Self, Error> {
        let Some(path) = path else {
            let table = aside(watch, mrio::embedded)??.0.table;
            return Ok(Self { table, warnings: Diagnostics::default() });
        };
        watch.tell("reading the table", 0, 0);
        let (path, system) = (path.to_owned(), system.clone());
        let import = aside(watch, move || mrio::read_own(&path, &system))??;
        Ok(Self { table: import.table, warnings: import.warnings })
    }

    pub(crate) const fn table(&self) -> &Mrio {
        &self.table
    }

    /// The first warnings one by one, and how many more there are.
    pub(crate) fn notes(&self) -> Vec<String> {
        shown(&self.warnings)
    }
}

/// How many warnings are shown one by one.
const SHOWN: usize = 20;

/// The first warnings one by one, and how many more there are.
pub(crate) fn shown(warnings: &Diagnostics) -> Vec<String> {
    let all: Vec<&Diagnostic> = warnings.iter().collect();
    let mut notes: Vec<String> = all.iter().take(SHOWN).map(ToString::to_string).collect();
    if all.len() > SHOWN {
        notes.push(format!("and {} more warnings", all.len() - SHOWN));
    }
    notes
}

impl Error {
    /// Problems of the model as those of a file, unless the work was cancelled.
    pub(crate) fn of_model(file: &str, errors: &[monazite::Error]) -> Self {
        if let Some(monazite::Error::Cancelled(cancelled)) = errors.first() {
            return Self::Cancelled(*cancelled);
        }
        let mut problems = Diagnostics::default();
        errors.iter().for_each(|e| problems.push(from_model(file, e)));
        problems.into()
    }
}

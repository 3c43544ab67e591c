//! A run of an ARIO case: table, parameters and events.

use super::table::shown;
use crate::answer::Answer;
use crate::aside::aside;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use monazite::Watch;
use monazite::economy::ario;
use monazite_io::economy_case;
use monazite_io::results::accounts::{totals, write_trajectory};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Run an ARIO case: table, parameters and events
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Ario {
    /// The case, a TOML file.
    #[schemars(extend("format" = "path"))]
    pub case: PathBuf,
}

impl Request for Ario {
    const VERB: &'static str = "economy ario";
    const BY_PLACE: &'static [&'static str] = &["case"];
}

impl Ario {
    /// Runs the case: sheet `totals`; the result holds what was recorded by industry, which is too large for sheets and is
    /// written into a folder, if one is named.
    ///
    /// # Errors
    /// [`Error::Data`] with the problems of the case; [`Error::Io`]; [`Error::Cancelled`].
    pub fn run(&self, folder: Option<&Path>, watch: &Watch) -> Result<Answer<ario::Trajectory>, Error> {
        watch.tell("reading", 0, 0);
        let path = self.case.clone();
        let case = aside(watch, move || economy_case::read(&path))??;
        let run = ario::run(&case.ario, &case.table, &case.events, case.steps, &case.record, watch)
            .map_err(|errors| Error::of_model(&case.name, &errors))?;
        if let Some(folder) = folder {
            let written = write_trajectory(folder, &run, watch);
            watch.go_on()?;
            written.map_err(|error| Error::unwritten(folder, error))?;
        }
        Ok(Answer {
            sheets: vec![("totals", totals(&run))],
            record: Record::of(self, None)?,
            notes: shown(&case.warnings),
            result: run,
        })
    }
}

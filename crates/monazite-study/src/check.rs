//! Every problem of a dataset.

use crate::answer::Answer;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use monazite_io::results::Sheet;
use monazite_io::{Dataset, Diagnostics, baseline, read};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Print every problem of a dataset with place, value, allowed values and hint
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Check {
    /// The dataset; the embedded baseline if left out.
    #[schemars(extend("format" = "path"))]
    pub dir: Option<PathBuf>,
}

impl Request for Check {
    const VERB: &'static str = "check";
    const BY_PLACE: &'static [&'static str] = &["dir"];
}

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// All problems, errors and warnings.
    pub problems: Diagnostics,
    /// The dataset, where no problem is an error.
    pub dataset: Option<Dataset>,
}

impl Check {
    /// Reads the dataset; its problems are the answer: sheet `problems`.
    ///
    /// # Errors
    /// As [`Record::of`].
    pub fn run(&self) -> Result<Answer<Checked>, Error> {
        let result = self.dir.as_deref().map_or_else(baseline, read);
        let (problems, dataset) = match result {
            Ok(dataset) => (dataset.warnings.clone(), Some(dataset)),
            Err(problems) => (problems, None),
        };
        Ok(Answer {
            sheets: vec![("problems", Sheet::from(&problems))],
            record: Record::of(self, dataset.as_ref())?,
            notes: Vec::new(),
            result: Checked { problems, dataset },
        })
    }
}

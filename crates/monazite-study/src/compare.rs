//! What two results, or two datasets, say differently.

use crate::answer::Answer;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use monazite_io::results::Sheet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What two results or two datasets say differently, cell by cell, the largest ratio first
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Compare {
    /// A result folder, a dataset or a CSV file.
    #[schemars(extend("format" = "path"))]
    pub a: PathBuf,
    /// Another.
    #[schemars(extend("format" = "path"))]
    pub b: PathBuf,
}

impl Request for Compare {
    const VERB: &'static str = "compare";
    const BY_PLACE: &'static [&'static str] = &["a", "b"];
}

impl Compare {
    /// The differences: sheet `differences`, which has no row where there are none.
    ///
    /// # Errors
    /// [`Error::Request`] for a path that cannot be read, or two without a table in common.
    pub fn run(&self) -> Result<Answer<Sheet>, Error> {
        let sheet = monazite_io::compare(&self.a, &self.b).map_err(|error| {
            let message = format!("{} and {}: {error}", self.a.display(), self.b.display());
            Error::request("compare", message)
        })?;
        Ok(Answer {
            sheets: vec![("differences", sheet.clone())],
            record: Record::of(self, None)?,
            notes: Vec::new(),
            result: sheet,
        })
    }
}

//! The recipe of the history.

use crate::answer::Answer;
use crate::aside::aside;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use monazite::Watch;
use monazite_io::history;
use monazite_io::results::{Header, Kind, Sheet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Build the embedded history from the published files, by the recorded recipe, into --out DIR
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BuildHistory {
    /// The folder of published files.
    #[schemars(extend("format" = "path"))]
    pub raw: PathBuf,
}

impl Request for BuildHistory {
    const VERB: &'static str = "import history";
    const BY_PLACE: &'static [&'static str] = &["raw"];
}

const COLUMNS: &[Header] = &[("table", Kind::Text), ("rows", Kind::Integer)];

impl BuildHistory {
    /// Builds the tables in a folder: sheet `rows`, how many lines each has.
    ///
    /// # Errors
    /// [`Error::Recipe`] if a file is missing or has another layout than its publisher gave it; [`Error::Cancelled`].
    pub fn run(&self, out: &Path, watch: &Watch) -> Result<Answer, Error> {
        watch.tell("building the history", 0, 0);
        let (raw, folder) = (self.raw.clone(), out.to_owned());
        let built = aside(watch, move || history::build(&raw, &folder))??;
        let mut sheet = Sheet::new(COLUMNS);
        for (table, rows) in [("production.csv.gz", built.production), ("trade.csv.gz", built.trade)] {
            sheet.push(vec![table.into(), i64::try_from(rows).unwrap_or(i64::MAX).into()]);
        }
        Ok(Answer {
            sheets: vec![("rows", sheet)],
            record: Record::of(self, None)?,
            notes: Vec::new(),
            result: (),
        })
    }
}

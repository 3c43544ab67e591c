//! Every problem of a dataset.

use crate::answer::Answer;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use crate::track;
use monazite_io::results::Sheet;
use monazite_io::{Dataset, Diagnostics, apart, baseline, dated, read};
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
    /// Also the ledger of measures: a term that is over without a successor, a scenario that differs from its clauses.
    pub strict: bool,
    /// The day of the strict check, 2026-11-30; the last day of which the ledger knows anything if left out.
    pub on: Option<String>,
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
        let (mut problems, mut dataset) = match result {
            Ok(dataset) => {
                let mut problems = dataset.warnings.clone();
                let found = [apart(&dataset.system), dated(&dataset.system)];
                found.iter().flat_map(Diagnostics::iter).for_each(|problem| problems.push(problem.clone()));
                (problems, Some(dataset))
            }
            Err(problems) => (problems, None),
        };
        if self.strict {
            let of_ledger = track::strict(self.on.as_deref())?;
            dataset = dataset.filter(|_| of_ledger.errors() == 0);
            problems.append(of_ledger);
        } else if self.on.is_some() {
            return Err(Error::request("on", "--on is the day of a strict check; add --strict"));
        }
        Ok(Answer {
            sheets: vec![("problems", Sheet::from(&problems))],
            record: Record::of(self, dataset.as_ref())?,
            notes: Vec::new(),
            result: Checked { problems, dataset },
        })
    }
}

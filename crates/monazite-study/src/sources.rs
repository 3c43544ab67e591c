//! Who published the data of a dataset, on which terms.

use crate::answer::Answer;
use crate::error::Error;
use crate::request::Request;
use crate::study::Study;
use monazite_io::results::{Header, Kind, Sheet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The sources of the dataset, with their terms and the attribution that they ask for
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Sources {}

impl Request for Sources {
    const VERB: &'static str = "sources";
}

const COLUMNS: &[Header] = &[
    ("source", Kind::Text),
    ("title", Kind::Text),
    ("publisher", Kind::Text),
    ("url", Kind::Text),
    ("licence", Kind::Text),
    ("attribution", Kind::Text),
];

impl Study {
    /// The sources: sheet `sources`, one row a source.
    ///
    /// # Errors
    /// As [`Record::of`](crate::Record::of).
    pub fn sources(&self, request: &Sources) -> Result<Answer, Error> {
        let system = self.system();
        let mut sheet = Sheet::new(COLUMNS);
        for (id, source) in system.sources.iter() {
            let texts = [
                system.sources.key(id),
                &source.title,
                &source.publisher,
                &source.url,
                &source.licence,
                &source.attribution,
            ];
            sheet.push(texts.into_iter().map(Into::into).collect());
        }
        Ok(Answer {
            sheets: vec![("sources", sheet)],
            record: self.record(request)?,
            notes: Vec::new(),
            result: (),
        })
    }
}

//! The scenario that a request names, and the library.

use crate::answer::Answer;
use crate::error::Error;
use crate::name;
use crate::request::Request;
use crate::request::{Document, Text};
use crate::study::Study;
use monazite::scenario::Scenario;
use monazite::system::System;
use monazite_io::results::week;
use monazite_io::scenario::{self, Entry, library};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One of the library, one of one's own, or a full stop by the supplier.
pub(crate) fn of(document: Option<&Document>, system: &System, from: &str) -> Result<Scenario, Error> {
    match document {
        None => Ok(scenario::full_stop(system, from)?),
        Some(Document::Own(Text { name, text })) => Ok(scenario::parse(name, text, system)?),
        Some(Document::Key(key)) => match Entry::of(key) {
            Some(entry) => of_library(&entry, system),
            None => Err(name::unknown_scenario(key, library().iter().map(|e| e.key))),
        },
    }
}

/// Scenarios of the library by their keys; all where none is named.
pub(crate) fn of_keys(keys: &[String], system: &System) -> Result<Vec<Scenario>, Error> {
    if keys.is_empty() {
        return library().iter().map(|entry| of_library(entry, system)).collect();
    }
    let one = |key: &String| of(Some(&Document::Key(key.clone())), system, "");
    keys.iter().map(one).collect()
}

/// A scenario of the library.
fn of_library(entry: &Entry, system: &System) -> Result<Scenario, Error> {
    Ok(scenario::parse(&entry.file(), entry.text, system)?)
}

/// The scenarios of the library
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Scenarios {}

impl Request for Scenarios {
    const VERB: &'static str = "scenarios";
}

impl Study {
    /// The library, which is about the embedded baseline whatever the dataset: sheet `scenarios`.
    ///
    /// # Errors
    /// [`Error::Data`]; none in a released build.
    pub fn scenarios(request: &Scenarios) -> Result<Answer<Vec<Scenario>>, Error> {
        let baseline = Self::baseline()?;
        let system = baseline.system();
        let scenarios: Vec<Scenario> =
            library().iter().map(|entry| of_library(entry, system)).collect::<Result<_, _>>()?;
        Ok(Answer {
            sheets: vec![("scenarios", week::scenarios(&scenarios))],
            record: baseline.record(request)?,
            notes: Vec::new(),
            result: scenarios,
        })
    }
}

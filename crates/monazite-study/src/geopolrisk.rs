//! GeoPolRisk scores on tables of one's own.

use crate::answer::Answer;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use monazite_io::geopolrisk::{Bloc, read};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// GeoPolRisk scores of all countries from production.csv, trade.csv and wgi.csv in a folder
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Geopolrisk {
    /// The folder.
    #[schemars(extend("format" = "path"))]
    pub dir: PathBuf,
    /// A bloc that imports as one: NAME=AAA,BBB,CCC; may be given several times.
    pub bloc: Vec<String>,
}

impl Request for Geopolrisk {
    const VERB: &'static str = "metric geopolrisk";
    const BY_PLACE: &'static [&'static str] = &["dir"];
}

impl Geopolrisk {
    /// The scores: sheet `geopolrisk`.
    ///
    /// # Errors
    /// [`Error::Request`] for a bloc that is none; [`Error::Data`] with the problems of the tables.
    pub fn run(&self) -> Result<Answer, Error> {
        let blocs: Vec<Bloc> = self.bloc.iter().map(|text| bloc(text)).collect::<Result<_, _>>()?;
        let scores = read(&self.dir)?.scores(&blocs)?;
        Ok(Answer {
            sheets: vec![("geopolrisk", scores)],
            record: Record::of(self, None)?,
            notes: Vec::new(),
            result: (),
        })
    }
}

/// `NAME=AAA,BBB,CCC`.
fn bloc(text: &str) -> Result<Bloc, Error> {
    let bloc = text.split_once('=').filter(|(name, members)| !name.is_empty() && !members.is_empty());
    let (name, members) = bloc.ok_or_else(|| {
        Error::request("bloc", format!("`{text}` is no bloc; write --bloc NAME=AAA,BBB,CCC"))
    })?;
    Ok((name.to_owned(), members.split(',').map(|m| m.trim().to_owned()).collect()))
}

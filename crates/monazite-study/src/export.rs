//! The files of a dataset, to be looked at and changed.

use crate::answer::Answer;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use monazite_io::results::{Header, Kind, Sheet};
use monazite_io::{baseline_files, read_files, write_files};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Write the embedded baseline, or the dataset of --data, as files to be looked at and changed
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Export {
    /// Folder to write: a new one, or an empty one.
    #[schemars(extend("format" = "path"))]
    pub dir: PathBuf,
    /// The dataset to write; the embedded baseline if left out.
    #[schemars(extend("format" = "path"))]
    pub from_dir: Option<PathBuf>,
}

impl Request for Export {
    const VERB: &'static str = "dataset export";
    const BY_PLACE: &'static [&'static str] = &["dir"];
}

const COLUMNS: &[Header] = &[("file", Kind::Text), ("bytes", Kind::Integer)];

impl Export {
    /// Writes the files: sheet `files`, one row a file.
    ///
    /// # Errors
    /// [`Error::Data`] for a dataset that cannot be read; [`Error::Request`] for a folder that holds something;
    /// [`Error::Io`] for one that cannot be written.
    pub fn run(&self) -> Result<Answer, Error> {
        let files = match &self.from_dir {
            Some(dir) => read_files(dir)?,
            None => baseline_files(),
        };
        let unwritten = |error| Error::unwritten(&self.dir, error);
        std::fs::create_dir_all(&self.dir).map_err(unwritten)?;
        if std::fs::read_dir(&self.dir).map_err(unwritten)?.next().is_some() {
            let message = format!("{} holds something; name a new folder", self.dir.display());
            return Err(Error::request("dir", message));
        }
        write_files(&files, &self.dir).map_err(unwritten)?;
        let mut sheet = Sheet::new(COLUMNS);
        for (name, bytes) in &files {
            sheet.push(vec![name.as_str().into(), i64::try_from(bytes.len()).unwrap_or(i64::MAX).into()]);
        }
        Ok(Answer {
            sheets: vec![("files", sheet)],
            record: Record::of(self, None)?,
            notes: Vec::new(),
            result: (),
        })
    }
}

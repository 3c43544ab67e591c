//! The recorded recipe: the baseline and the embedded input-output table from published files.

use crate::answer::Answer;
use crate::aside::aside;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use monazite::Watch;
use monazite_io::recipe;
use monazite_io::results::{Header, Kind, Sheet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Build the baseline dataset from the published files, by the recorded recipe, into --out DIR
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BuildBaseline {
    /// The folder of published files.
    #[schemars(extend("format" = "path"))]
    pub raw: PathBuf,
}

impl Request for BuildBaseline {
    const VERB: &'static str = "import baseline";
    const BY_PLACE: &'static [&'static str] = &["raw"];
}

/// Build the embedded input-output table from the published files, by the recorded recipe, into --out DIR
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BuildEconomy {
    /// The folder of published files.
    #[schemars(extend("format" = "path"))]
    pub raw: PathBuf,
}

impl Request for BuildEconomy {
    const VERB: &'static str = "import economy";
    const BY_PLACE: &'static [&'static str] = &["raw"];
}

const COLUMNS: &[Header] = &[("table", Kind::Text), ("rows", Kind::Integer)];

impl BuildBaseline {
    /// Builds the dataset in a folder: sheet `rows`, how many each table has.
    ///
    /// # Errors
    /// [`Error::Recipe`] if a file is missing or has another layout than its publisher gave it; [`Error::Cancelled`].
    pub fn run(&self, out: &Path, watch: &Watch) -> Result<Answer, Error> {
        watch.tell("building the baseline", 0, 0);
        let (raw, heard) = (self.raw.clone(), watch.clone());
        let tables = aside(watch, move || recipe::tables(&raw, &heard))??;
        watch.go_on()?;
        let summary = tables.write(out)?;
        let rows = summary.rows.iter().map(|(table, &rows)| (table.as_str(), rows));
        Ok(answer(rows, Record::of(self, None)?))
    }
}

impl BuildEconomy {
    /// Builds the table in a folder: sheet `rows`, how large it is.
    ///
    /// # Errors
    /// As [`BuildBaseline::run`].
    pub fn run(&self, out: &Path, watch: &Watch) -> Result<Answer, Error> {
        watch.tell("building the table", 0, 0);
        let raw = self.raw.clone();
        let table = aside(watch, move || recipe::industry_table(&raw))??;
        watch.go_on()?;
        recipe::write_table(&table, out)?;
        let rows = ["Z.csv.gz", "Y.csv.gz"].map(|name| (name, table.len()));
        Ok(answer(rows.into_iter(), Record::of(self, None)?))
    }
}

fn answer<'a>(rows: impl Iterator<Item = (&'a str, usize)>, record: Record) -> Answer {
    let mut sheet = Sheet::new(COLUMNS);
    for (table, rows) in rows {
        sheet.push(vec![table.into(), i64::try_from(rows).unwrap_or(i64::MAX).into()]);
    }
    Answer { sheets: vec![("rows", sheet)], record, notes: Vec::new(), result: () }
}

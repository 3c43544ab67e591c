//! Output, coefficients, inverses, multipliers, footprints and trade of an input-output table.

use super::table::shown;
use crate::answer::Answer;
use crate::aside::aside;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use monazite::Watch;
use monazite_io::mrio::{Format, Import};
use monazite_io::results::accounts::AccountsOf;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Output, coefficients, inverses, multipliers, footprints and trade of a table
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Accounts {
    /// The table: a folder with Z.csv, Y.csv and, if there are any, x.csv, F.csv, F_Y.csv.
    #[schemars(extend("format" = "path"))]
    pub path: PathBuf,
    /// Format of the table: plain, wiod-2013, wiod-2016, oecd-icio, exiobase3 or bea.
    pub table: String,
    /// Write A, L, B and G of a table of more than 1,000 industries, too.
    pub square: bool,
}

impl Default for Accounts {
    fn default() -> Self {
        Self { path: PathBuf::new(), table: Format::default().word().to_owned(), square: false }
    }
}

impl Request for Accounts {
    const VERB: &'static str = "economy accounts";
    const BY_PLACE: &'static [&'static str] = &["path"];
}

impl Accounts {
    /// The accounts: sheet `by_region`. Matrices are too large for sheets: they are written into a folder, if one is
    /// named.
    ///
    /// # Errors
    /// [`Error::Data`] with the problems of the table; [`Error::Model`] if it has no inverse; [`Error::Io`];
    /// [`Error::Cancelled`].
    pub fn run(&self, folder: Option<&Path>, watch: &Watch) -> Result<Answer, Error> {
        let format = Format::from_word(&self.table).ok_or_else(|| {
            let allowed = Format::ALL.map(Format::word).join(", ");
            Error::request("table", format!("unknown format `{}`; use one of: {allowed}", self.table))
        })?;
        watch.tell("reading", 0, 0);
        let path = self.path.clone();
        let import = aside(watch, move || format.read(&path).and_then(Import::completed))??;
        watch.tell("accounts", 0, 0);
        let (warnings, table, extensions) = (import.warnings, import.table, import.extensions);
        let of = Arc::new(aside(watch, move || AccountsOf::new(table, extensions))??);
        if let Some(folder) = folder {
            watch.tell("writing", 0, 0);
            // Between two inverses it hears of the watch before it writes anything.
            let (of, place, square, heard) = (Arc::clone(&of), folder.to_owned(), self.square, watch.clone());
            let written = aside(watch, move || of.write(&place, square, &heard))?;
            watch.go_on()?;
            written.map_err(|error| Error::unwritten(folder, error))?;
        }
        Ok(Answer {
            sheets: vec![("by_region", of.by_region())],
            record: Record::of(self, None)?,
            notes: shown(&warnings),
            result: (),
        })
    }
}

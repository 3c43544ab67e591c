//! Importers of input-output tables, one file a published format, and the check of their accounts.
//!
//! Each importer returns an [`Import`]: the table, its extensions if it has any, and what the check found.
//! A table with errors is not returned: the problems are.

pub mod bea;
pub mod check;
mod embedded;
pub mod exiobase3;
mod labels;
mod matrix;
pub mod oecd_icio;
pub mod plain;
mod source;
pub mod wiod_2013;
pub mod wiod_2016;
mod workbook;

pub use check::check;
pub use embedded::{About, embedded, read_own};

use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite::economy::{Extensions, Mrio};

/// A table as imported.
#[derive(Debug, Clone)]
pub struct Import {
    /// Flows, final demand and labels.
    pub table: Mrio,
    /// Extensions, if the source has any.
    pub extensions: Option<Extensions>,
    /// Warnings of reading and of the check of accounts.
    pub warnings: Diagnostics,
}

/// The table, checked, with its warnings; or all problems.
fn finish(
    file: &str,
    table: Result<Mrio, monazite::Error>,
    extensions: Option<Extensions>,
    x: Option<&[f64]>,
    mut problems: Diagnostics,
) -> Result<Import, Diagnostics> {
    let table = match table {
        Ok(table) => table,
        Err(error) => {
            problems.push(from_model(file, &error));
            return Err(problems);
        }
    };
    for problem in check(file, &table, x).iter() {
        problems.push(problem.clone());
    }
    if problems.errors() > 0 {
        return Err(problems);
    }
    Ok(Import { table, extensions, warnings: problems })
}

/// A model error as a diagnostic of a file.
#[must_use]
pub fn from_model(file: &str, error: &monazite::Error) -> Diagnostic {
    match error {
        monazite::Error::Economy { place, reason, hint } => {
            Diagnostic::error(file, format!("{place}: {reason}")).hint(hint.clone())
        }
        other => Diagnostic::error(file, other.to_string()),
    }
}

/// A published format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A folder with `Z.csv`, `Y.csv`, ...
    #[default]
    Plain,
    /// WIOD 2013: workbook, or folder of tidied CSV files.
    #[serde(rename = "wiod-2013")]
    Wiod2013,
    /// WIOD 2016: workbook.
    #[serde(rename = "wiod-2016")]
    Wiod2016,
    /// OECD ICIO: CSV file of a year.
    OecdIcio,
    /// EXIOBASE 3: zip archive or folder.
    Exiobase3,
    /// BEA detail: folder with use and make table.
    Bea,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 6] =
        [Self::Plain, Self::Wiod2013, Self::Wiod2016, Self::OecdIcio, Self::Exiobase3, Self::Bea];

    /// The words of all formats.
    pub const WORDS: [&'static str; 6] = {
        let mut words = [""; 6];
        let mut i = 0;
        while i < words.len() {
            words[i] = Self::ALL[i].word();
            i += 1;
        }
        words
    };

    /// The word in a case and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Wiod2013 => "wiod-2013",
            Self::Wiod2016 => "wiod-2016",
            Self::OecdIcio => "oecd-icio",
            Self::Exiobase3 => "exiobase3",
            Self::Bea => "bea",
        }
    }

    /// The format of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.word() == word)
    }

    /// Reads a table in this format.
    ///
    /// # Errors
    /// All problems of the table.
    pub fn read(self, path: &std::path::Path) -> Result<Import, Diagnostics> {
        match self {
            Self::Plain => plain::read(path),
            Self::Wiod2013 => wiod_2013::read(path),
            Self::Wiod2016 => wiod_2016::read(path),
            Self::OecdIcio => oecd_icio::read(path),
            Self::Exiobase3 => exiobase3::read(path),
            Self::Bea => bea::read(path),
        }
    }
}

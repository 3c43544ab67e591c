//! The published formats by word, and the importer of each.

use super::imported::Import;
use super::{bea, exiobase3, oecd_icio, plain, wiod_2013, wiod_2016};
use crate::diagnostic::Diagnostics;

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

//! The published formats by name, for those who do not care which rows they hold.

use super::report::Imported;
use super::tidy::Tidy;
use super::{bgs, comtrade, eu_crm, iea, usgs_mcs, wgi, wmd, world_bank};
use crate::diagnostic::Diagnostics;
use crate::results::Sheet;
use std::collections::BTreeMap;

/// A format that is read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// [`usgs_mcs`].
    Usgs,
    /// [`bgs`].
    Bgs,
    /// [`iea`].
    Iea,
    /// [`eu_crm`].
    EuCrm,
    /// [`wmd`].
    Wmd,
    /// [`wgi`].
    Wgi,
    /// [`world_bank`].
    WorldBank,
    /// [`comtrade`].
    Comtrade,
}

/// A file as a tidy sheet, with its book.
#[derive(Debug, Clone, PartialEq)]
pub struct Tidied {
    /// One row a figure.
    pub sheet: Sheet,
    /// How many rows or cells of the file were left out, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// What was odd.
    pub diagnostics: Diagnostics,
}

impl<T: Tidy> From<Imported<T>> for Tidied {
    fn from(imported: Imported<T>) -> Self {
        Self { sheet: imported.sheet(), skipped: imported.skipped, diagnostics: imported.diagnostics }
    }
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 8] = [
        Self::Usgs,
        Self::Bgs,
        Self::Iea,
        Self::EuCrm,
        Self::Wmd,
        Self::Wgi,
        Self::WorldBank,
        Self::Comtrade,
    ];

    /// Its name: `usgs`, `eu-crm`, ...
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Usgs => "usgs",
            Self::Bgs => "bgs",
            Self::Iea => "iea",
            Self::EuCrm => "eu-crm",
            Self::Wmd => "wmd",
            Self::Wgi => "wgi",
            Self::WorldBank => "world-bank",
            Self::Comtrade => "comtrade",
        }
    }

    /// Reads the bytes of a file; `file` is its name, for messages.
    #[must_use]
    pub fn read(self, bytes: &[u8], file: &str) -> Tidied {
        match self {
            Self::Usgs => usgs_mcs::read(bytes, file).into(),
            Self::Bgs => bgs::read(bytes, file).into(),
            Self::Iea => iea::read(bytes, file).into(),
            Self::EuCrm => eu_crm::read(bytes, file).into(),
            Self::Wmd => wmd::read(bytes, file).into(),
            Self::Wgi => wgi::read(bytes, file).into(),
            Self::WorldBank => world_bank::read(bytes, file).into(),
            Self::Comtrade => comtrade::read(bytes, file).into(),
        }
    }
}

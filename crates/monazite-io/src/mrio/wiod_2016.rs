//! WIOD, 2016 release: 44 countries x 56 sectors, 2000 to 2014, million USD.
//!
//! The workbook as published (`WIOT2014_Nov16_ROW.xlsb`); sectors are named by their ISIC codes (`A01`).
//! Source: Timmer, Los, Stehrer & de Vries 2016, GGDC research memorandum 162.

use super::imported::Import;
use super::workbook;
use crate::diagnostic::Diagnostics;
use std::path::Path;

const RELEASE: workbook::Release = workbook::Release { sectors: 56, last_demand: 61, named_by_code: false };

/// Reads a table.
///
/// # Errors
/// All problems.
pub fn read(path: &Path) -> Result<Import, Diagnostics> {
    workbook::read(path, &RELEASE)
}

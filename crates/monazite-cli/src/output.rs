//! Where answers go: standard output, or a result folder.

use crate::common::{Common, Format};
use crate::failure::{Failure, tell};
use monazite_io::results::{self, Sheet, write_folder};
use monazite_study::{Answer, resume};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Writes the first sheet to standard output, or all of them to the result folder if one is asked for.
pub(crate) fn emit<T>(common: &Common, answer: &Answer<T>) -> Result<(), Failure> {
    match (&common.out, answer.sheets.first()) {
        (Some(folder), _) => to_folder(common, answer, folder),
        (None, Some((_, sheet))) => to_stdout(common, sheet),
        (None, None) => Ok(()),
    }
}

/// Writes sheets and record to a folder, and takes away what the run kept there.
pub(crate) fn to_folder<T>(common: &Common, answer: &Answer<T>, folder: &Path) -> Result<(), Failure> {
    let format = common.format.unwrap_or(Format::Csv).into();
    let sheets: Vec<(&str, &Sheet)> = answer.sheets.iter().map(|(name, sheet)| (*name, sheet)).collect();
    write_folder(folder, &sheets, format, &answer.record).map_err(|error| unwritten(folder, error))?;
    resume::forget(folder, &answer.record)?;
    tell(&format!("wrote {}", folder.display()));
    Ok(())
}

/// Writes a sheet to standard output.
pub(crate) fn to_stdout(common: &Common, sheet: &Sheet) -> Result<(), Failure> {
    let format = common.format.unwrap_or(Format::Table);
    if format == Format::Parquet {
        refuse_terminal()?;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    results::write(sheet, format.into(), &mut out).and_then(|()| out.flush()).map_err(stdout_failed)
}

/// Refuses to write what is not text to a terminal.
pub(crate) fn refuse_terminal() -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        let advice = "parquet is binary: redirect standard output to a file, or use --out DIR";
        return Err(Failure::Usage(advice.to_owned()));
    }
    Ok(())
}

/// Writes text to standard output.
pub(crate) fn text_to_stdout(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(stdout_failed)
}

/// Why a file was not written.
pub(crate) fn unwritten(place: &Path, error: io::Error) -> Failure {
    Failure::Io(format!("{} cannot be written", place.display()), error)
}

pub(crate) fn stdout_failed(error: io::Error) -> Failure {
    Failure::Io("standard output cannot be written".to_owned(), error)
}

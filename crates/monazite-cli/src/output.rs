//! Where results go: standard output, or a result folder.

use crate::args::{Args, Format};
use crate::failure::{Failure, tell};
use crate::session::metadata;
use monazite_io::Dataset;
use monazite_io::results::{self, Sheet, write_folder};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Writes the first sheet to standard output, or all of them to the result folder if one is asked for.
pub(crate) fn emit(args: &Args, dataset: Option<&Dataset>, sheets: &[(&str, &Sheet)]) -> Result<(), Failure> {
    match (&args.common.out, sheets.first()) {
        (Some(folder), _) => to_folder(args, dataset, folder, sheets),
        (None, Some((_, sheet))) => to_stdout(args, sheet),
        (None, None) => Ok(()),
    }
}

/// Writes sheets and metadata to a folder.
pub(crate) fn to_folder(
    args: &Args,
    dataset: Option<&Dataset>,
    folder: &Path,
    sheets: &[(&str, &Sheet)],
) -> Result<(), Failure> {
    let format = args.common.format.unwrap_or(Format::Csv).into();
    write_folder(folder, sheets, format, &metadata(args, dataset))
        .map_err(|error| Failure::Io(format!("{} cannot be written", folder.display()), error))?;
    tell(&format!("wrote {}", folder.display()));
    Ok(())
}

/// Writes a sheet to standard output.
pub(crate) fn to_stdout(args: &Args, sheet: &Sheet) -> Result<(), Failure> {
    let format = args.common.format.unwrap_or(Format::Table);
    if format == Format::Parquet && io::stdout().is_terminal() {
        let advice = "parquet is binary: redirect standard output to a file, or use --out DIR";
        return Err(Failure::Usage(advice.to_owned()));
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    results::write(sheet, format.into(), &mut out).and_then(|()| out.flush()).map_err(stdout_failed)
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

fn stdout_failed(error: io::Error) -> Failure {
    Failure::Io("standard output cannot be written".to_owned(), error)
}

//! `monazite import baci`: flows as they are read, never all at once.

use super::told::tell_of;
use crate::common::Format;
use crate::failure::{Failure, tell};
use crate::output::{refuse_terminal, stdout_failed, to_folder, to_stdout, unwritten};
use crate::surface::Surface;
use monazite_io::import::baci::{CsvWriter, Flow, ParquetWriter, Sink, sheet};
use monazite_io::results::Pending;
use monazite_study::{Answer, Book, ImportBaci};
use std::io::{self, BufWriter};
use std::path::Path;

type Books = Answer<Vec<Book>>;

/// Reads the files and writes their flows to standard output or to the result folder.
pub(crate) fn run(surface: &Surface, request: &ImportBaci) -> Result<(), Failure> {
    let common = &surface.common;
    let format = common.format.unwrap_or(if common.out.is_some() { Format::Parquet } else { Format::Table });
    let books = match (&common.out, format) {
        (_, Format::Table | Format::Json) => few(surface, request)?,
        (Some(folder), _) => in_folder(surface, request, folder, format)?,
        (None, Format::Csv) => {
            let stdout = io::stdout().lock();
            let mut writer = CsvWriter::new(BufWriter::new(stdout)).map_err(stdout_failed)?;
            let books = all(surface, request, &mut writer)?;
            writer.finish().map_err(stdout_failed)?;
            books
        }
        (None, Format::Parquet) => {
            refuse_terminal()?;
            let mut writer = ParquetWriter::new(BufWriter::new(io::stdout())).map_err(stdout_failed)?;
            let books = all(surface, request, &mut writer)?;
            writer.finish().map_err(stdout_failed)?;
            books
        }
    };
    if let Some(folder) = &common.out {
        to_folder(common, &books, folder)?;
    }
    if books.result.iter().any(|book| book.diagnostics.errors() > 0) { Err(Failure::Shown) } else { Ok(()) }
}

/// Reads one file after the other into the sink; says what each held.
fn all(surface: &Surface, request: &ImportBaci, sink: &mut dyn Sink) -> Result<Books, Failure> {
    surface.ask(|watch| request.run(sink, &mut tell_of, watch))
}

/// To `flows.csv` or `flows.parquet`, which appears when it is whole.
fn in_folder(
    surface: &Surface,
    request: &ImportBaci,
    folder: &Path,
    format: Format,
) -> Result<Books, Failure> {
    let failed = |error| unwritten(folder, error);
    let name = if matches!(format, Format::Csv) { "flows.csv" } else { "flows.parquet" };
    let pending = Pending::new(&folder.join(name)).map_err(failed)?;
    let books = if matches!(format, Format::Csv) {
        let mut writer = CsvWriter::new(BufWriter::new(&pending)).map_err(failed)?;
        let books = all(surface, request, &mut writer)?;
        writer.finish().map_err(failed)?;
        books
    } else {
        let mut writer = ParquetWriter::new(BufWriter::new(&pending)).map_err(failed)?;
        let books = all(surface, request, &mut writer)?;
        writer.finish().map_err(failed)?;
        books
    };
    pending.keep().map_err(failed)?;
    tell(&format!("wrote {}", folder.join(name).display()));
    Ok(books)
}

/// The most flows that are held for a table or JSON.
const FEW: usize = 1_000_000;

/// Holds flows up to a number that fits for reading.
struct Few(Vec<Flow>);

impl Sink for Few {
    fn take(&mut self, flows: &[Flow]) -> io::Result<()> {
        if self.0.len() + flows.len() > FEW {
            return Err(io::Error::other(
                "more than a million flows: choose codes with --hs6, or --format csv or parquet",
            ));
        }
        self.0.take(flows)
    }
}

/// As a table or JSON, for few flows.
fn few(surface: &Surface, request: &ImportBaci) -> Result<Books, Failure> {
    let mut flows = Few(Vec::new());
    let mut books = all(surface, request, &mut flows)?;
    let sheet = sheet(&flows.0);
    match &surface.common.out {
        Some(_) => books.sheets.insert(0, ("flows", sheet)),
        None => to_stdout(&surface.common, &sheet)?,
    }
    Ok(books)
}

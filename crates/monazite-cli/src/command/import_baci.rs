//! `monazite import baci`: flows as they are read, never all at once.

use super::import::{SKIPPED, enter, name_of, summarise};
use crate::args::{Args, Format};
use crate::failure::{Failure, tell};
use crate::output::{to_folder, to_stdout};
use crate::session::with_progress;
use monazite_io::import::baci::{Book, CsvWriter, Flow, Once, ParquetWriter, Sink, read, sheet};
use monazite_io::results::{Pending, Sheet};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal};
use std::path::{Path, PathBuf};

/// Reads the files and writes their flows to standard output or to the result folder.
pub(crate) fn run(args: &Args, files: &[PathBuf], hs6: &[u32]) -> Result<(), Failure> {
    let codes: BTreeSet<u32> = hs6.iter().copied().collect();
    let codes = (!codes.is_empty()).then_some(&codes);
    let format =
        args.common.format.unwrap_or(if args.common.out.is_some() { Format::Parquet } else { Format::Table });
    let books = match (&args.common.out, format) {
        (_, Format::Table | Format::Json) => few(args, files, codes)?,
        (Some(folder), _) => in_folder(folder, files, codes, format)?,
        (None, Format::Csv) => {
            let stdout = io::stdout().lock();
            let mut writer = CsvWriter::new(BufWriter::new(stdout)).map_err(not_written)?;
            let books = all(files, codes, &mut writer)?;
            writer.finish().map_err(not_written)?;
            books
        }
        (None, Format::Parquet) if io::stdout().is_terminal() => {
            let advice = "parquet is binary: redirect standard output to a file, or use --out DIR";
            return Err(Failure::Usage(advice.to_owned()));
        }
        (None, Format::Parquet) => {
            let mut writer = ParquetWriter::new(BufWriter::new(io::stdout())).map_err(not_written)?;
            let books = all(files, codes, &mut writer)?;
            writer.finish().map_err(not_written)?;
            books
        }
    };
    let mut skipped = Sheet::new(SKIPPED);
    for (file, book) in &books {
        enter(&mut skipped, file, &book.skipped);
    }
    if let Some(folder) = &args.common.out {
        to_folder(args, None, folder, &[("skipped", &skipped)])?;
    }
    if books.iter().any(|(_, book)| book.diagnostics.errors() > 0) { Err(Failure::Shown) } else { Ok(()) }
}

type Books = Vec<(String, Book)>;

/// Reads one file after the other into the sink; says what each held.
fn all(files: &[PathBuf], codes: Option<&BTreeSet<u32>>, sink: &mut dyn Sink) -> Result<Books, Failure> {
    let mut books = Vec::new();
    let mut once = Once::new(sink);
    for path in files {
        let failed = |error| Failure::Io(format!("{} cannot be imported", path.display()), error);
        let file = name_of(path);
        let source = File::open(path).map_err(failed)?;
        let mut book = with_progress("importing", || read(source, &file, codes, &mut once)).map_err(failed)?;
        once.end(&file).into_iter().for_each(|problem| book.diagnostics.push(problem));
        summarise(&file, book.rows, &book.skipped, &book.diagnostics);
        books.push((file, book));
    }
    Ok(books)
}

/// To `flows.csv` or `flows.parquet`, which appears when it is whole.
fn in_folder(
    folder: &Path,
    files: &[PathBuf],
    codes: Option<&BTreeSet<u32>>,
    format: Format,
) -> Result<Books, Failure> {
    let failed = |error| Failure::Io(format!("{} cannot be written", folder.display()), error);
    let name = if matches!(format, Format::Csv) { "flows.csv" } else { "flows.parquet" };
    let pending = Pending::new(&folder.join(name)).map_err(failed)?;
    let books = if matches!(format, Format::Csv) {
        let mut writer = CsvWriter::new(BufWriter::new(&pending)).map_err(failed)?;
        let books = all(files, codes, &mut writer)?;
        writer.finish().map_err(failed)?;
        books
    } else {
        let mut writer = ParquetWriter::new(BufWriter::new(&pending)).map_err(failed)?;
        let books = all(files, codes, &mut writer)?;
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
fn few(args: &Args, files: &[PathBuf], codes: Option<&BTreeSet<u32>>) -> Result<Books, Failure> {
    let mut flows = Few(Vec::new());
    let books = all(files, codes, &mut flows)?;
    let sheet = sheet(&flows.0);
    match &args.common.out {
        Some(folder) => to_folder(args, None, folder, &[("flows", &sheet)])?,
        None => to_stdout(args, &sheet)?,
    }
    Ok(books)
}

fn not_written(error: io::Error) -> Failure {
    Failure::Io("standard output cannot be written".to_owned(), error)
}

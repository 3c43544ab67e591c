//! Published files into tables.

use crate::answer::Answer;
use crate::aside::aside;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use monazite::{Cancelled, Watch};
use monazite_io::Diagnostics;
use monazite_io::import::baci::{Once, Sink, read};
use monazite_io::import::{Format, Repeats};
use monazite_io::results::{Header, Kind, Sheet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Published files as one tidy sheet
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Import {
    /// Format of the files: usgs, bgs, iea, eu-crm, wmd, wgi, world-bank or comtrade.
    pub format: String,
    /// Files as published, plain or gzip.
    #[schemars(extend("format" = "path"))]
    pub files: Vec<PathBuf>,
}

impl Request for Import {
    const VERB: &'static str = "import";
    const BY_PLACE: &'static [&'static str] = &["format", "files"];
}

/// CEPII BACI, as CSV, gzip or the zip of a release, in bounded memory
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ImportBaci {
    /// Files as published: BACI_HS17_Y2022_V202401.csv, BACI_HS17_V202401.zip, or the tidied table.
    #[schemars(extend("format" = "path"))]
    pub files: Vec<PathBuf>,
    /// Take only these codes of goods.
    #[schemars(inner(range(min = 1, max = 999_999)), extend("separator" = ","))]
    pub hs6: Vec<u32>,
}

impl Request for ImportBaci {
    const VERB: &'static str = "import baci";
    const BY_PLACE: &'static [&'static str] = &["files"];
}

/// What was read of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Its name without its folder.
    pub file: String,
    /// Rows that came out of it.
    pub rows: u64,
    /// How many rows or cells were left out, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// What was odd.
    pub diagnostics: Diagnostics,
}

impl Import {
    /// Reads the files: a sheet of their rows, named as the format, and `skipped`. Rows that could be read are there even
    /// if others could not.
    ///
    /// # Errors
    /// [`Error::Request`] for a format that there is not; [`Error::Io`] for a file that cannot be read;
    /// [`Error::Cancelled`].
    pub fn run(&self, watch: &Watch) -> Result<Answer<Vec<Book>>, Error> {
        let format = Format::ALL.into_iter().find(|f| f.name() == self.format).ok_or_else(|| {
            let allowed = Format::ALL.map(Format::name).join(", ");
            Error::request("format", format!("unknown format `{}`; use one of: {allowed}", self.format))
        })?;
        let mut all: Option<Sheet> = None;
        let mut repeats = Repeats::default();
        let mut books = Vec::new();
        for (done, path) in self.files.iter().enumerate() {
            watch.tell("importing", done as u64, self.files.len() as u64);
            let file = name_of(path);
            let (place, name) = (path.clone(), file.clone());
            let read = aside(watch, move || fs::read(place).map(|bytes| format.read(&bytes, &name)))?;
            let mut tidied = read.map_err(|error| unread(path, error))?;
            if let Some(problem) = repeats.enter(&tidied.sheet, &file) {
                tidied.diagnostics.push(problem);
            }
            let rows = tidied.sheet.rows().len() as u64;
            books.push(Book { file, rows, skipped: tidied.skipped, diagnostics: tidied.diagnostics });
            match &mut all {
                Some(sheet) => sheet.append(tidied.sheet),
                None => all = Some(tidied.sheet),
            }
        }
        let sheets =
            all.map(|sheet| (format.name(), sheet)).into_iter().chain([("skipped", skipped(&books))]);
        Ok(Answer {
            sheets: sheets.collect(),
            record: Record::of(self, None)?,
            notes: Vec::new(),
            result: books,
        })
    }
}

impl ImportBaci {
    /// Reads the files one after the other into a sink, never all at once: sheet `skipped`. `told` hears of each file as
    /// it is read.
    ///
    /// # Errors
    /// [`Error::Io`] for a file that cannot be read or a sink that refuses; [`Error::Cancelled`].
    pub fn run(
        &self,
        sink: &mut dyn Sink,
        told: &mut dyn FnMut(&Book),
        watch: &Watch,
    ) -> Result<Answer<Vec<Book>>, Error> {
        let codes: BTreeSet<u32> = self.hs6.iter().copied().collect();
        let codes = (!codes.is_empty()).then_some(&codes);
        let mut books = Vec::new();
        let mut once = Once::new(sink);
        for path in &self.files {
            let failed = |error| match watch.go_on() {
                Err(cancelled) => cancelled.into(),
                Ok(()) => Error::Io { what: format!("{} cannot be imported", path.display()), source: error },
            };
            let source = File::open(path).map_err(failed)?;
            let size = source.metadata().map_or(0, |m| m.len());
            let file = name_of(path);
            let source = Watched { source, watch, done: 0, size };
            let mut book = read(source, &file, codes, &mut once).map_err(failed)?;
            once.end(&file).into_iter().for_each(|problem| book.diagnostics.push(problem));
            let book = Book { file, rows: book.rows, skipped: book.skipped, diagnostics: book.diagnostics };
            told(&book);
            books.push(book);
        }
        Ok(Answer {
            sheets: vec![("skipped", skipped(&books))],
            record: Record::of(self, None)?,
            notes: Vec::new(),
            result: books,
        })
    }
}

/// A file that is read under a watch.
struct Watched<'w> {
    source: File,
    watch: &'w Watch,
    done: u64,
    size: u64,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.watch.go_on().map_err(|Cancelled| io::Error::other(Cancelled))?;
        let read = self.source.read(buffer)?;
        self.done += read as u64;
        self.watch.tell("importing", self.done, self.size);
        Ok(read)
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.source.seek(to)
    }
}

/// Columns of what was left out.
const SKIPPED: &[Header] = &[("file", Kind::Text), ("reason", Kind::Text), ("rows", Kind::Integer)];

/// What was left out, one row a file and reason.
fn skipped(books: &[Book]) -> Sheet {
    let mut sheet = Sheet::new(SKIPPED);
    for book in books {
        for (reason, &rows) in &book.skipped {
            let rows = i64::try_from(rows).unwrap_or(i64::MAX);
            sheet.push(vec![book.file.as_str().into(), reason.as_str().into(), rows.into()]);
        }
    }
    sheet
}

/// The name of a file without its folder.
fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn unread(path: &Path, source: io::Error) -> Error {
    Error::Io { what: format!("{} cannot be read", path.display()), source }
}

//! From a file to its flows, a few blocks at a time.

use super::super::report::Report;
use super::block::{Parsed, parse};
use super::flow::Sink;
use super::layout::Layout;
use crate::diagnostic::Diagnostics;
use crate::sniff::{Kind, kind, of_archive};
use flate2::read::MultiGzDecoder;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use zip::ZipArchive;

/// Bytes that tell what a file is.
const HEAD: usize = 512;
/// The most that an archive from a pipe may hold, in bytes: it stands in memory.
const PIPED: u64 = 4 << 30;
/// Bytes of a block.
const BLOCK: usize = 4 << 20;
/// The most that one file may unfold to: fifty years of BACI.
const UNFOLDED: u64 = 64 << 30;

/// What was read, what was left out and why, and what was odd.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Flows handed on.
    pub rows: u64,
    /// How many rows were left out, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// What was odd; repeated kinds are counted after the first twenty.
    pub diagnostics: Diagnostics,
}

/// Reads a CSV, a gzip of one, or the zip of a release, and hands the flows on in the order of the file.
///
/// `codes` chooses codes of goods; `None` takes all.
/// Memory is a few blocks of four megabytes a core, whatever the size of the file.
///
/// # Errors
/// The source cannot be read, or the sink refuses. What is wrong with the content is in the book, not an error.
pub fn read(
    mut source: impl Read + Seek,
    file: &str,
    codes: Option<&BTreeSet<u32>>,
    sink: &mut dyn Sink,
) -> io::Result<Book> {
    let mut head = [0; HEAD];
    let known = fill(&mut source, &mut head)?;
    let head = &head[..known];
    let mut report = Report::new(file);
    let rows = match kind(head) {
        Kind::Zip if source.seek(SeekFrom::Start(0)).is_ok() => return release(source, file, codes, sink),
        // An archive is read from its end, a pipe only from its beginning.
        Kind::Zip => {
            let mut whole = head.to_vec();
            source.take(PIPED).read_to_end(&mut whole)?;
            return release(Cursor::new(whole), file, codes, sink);
        }
        Kind::Gzip => table(MultiGzDecoder::new(head.chain(source)), &mut report, codes, sink)?,
        Kind::Text | Kind::Empty => table(head.chain(source), &mut report, codes, sink)?,
        other => {
            let problem = report.error(format!("the file is {}, not a table", other.said()));
            report.tell(problem.hint(other.advice()));
            0
        }
    };
    Ok(close(report, rows))
}

fn close(report: Report, rows: u64) -> Book {
    let book = report.imported(Vec::<()>::new());
    Book { rows, skipped: book.skipped, diagnostics: book.diagnostics }
}

/// All tables of flows in a zip; the tables of codes beside them are passed over.
fn release(
    source: impl Read + Seek,
    file: &str,
    codes: Option<&BTreeSet<u32>>,
    sink: &mut dyn Sink,
) -> io::Result<Book> {
    let mut report = Report::new(file);
    let mut archive = match ZipArchive::new(source) {
        Ok(archive) => archive,
        Err(error) => {
            report.tell(report.error(format!("the zip is broken: {error}")).hint("fetch the file again"));
            return Ok(close(report, 0));
        }
    };
    let mut names: Vec<String> =
        archive.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect();
    let what = of_archive(names.iter().map(String::as_str));
    let base = |name: &str| name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    names.retain(|name| base(name).ends_with(".csv"));
    if names.iter().any(|name| base(name).starts_with("baci")) {
        names.retain(|name| base(name).starts_with("baci"));
    } else {
        names.retain(|name| !["country_codes", "product_codes"].iter().any(|of| base(name).starts_with(of)));
    }
    names.sort_unstable();
    if names.is_empty() && what != Kind::Zip {
        let problem = report.error(format!("the file is {}, not a table", what.said()));
        report.tell(problem.hint(what.advice()));
    } else if names.is_empty() {
        report.tell(report.error("no table of flows in the zip").allowed("BACI_HS17_Y2022_V202401.csv, ..."));
    }
    let mut whole = close(report, 0);
    for name in names {
        let mut report = Report::new(&name);
        let rows = match archive.by_name(&name) {
            Ok(entry) => table(entry, &mut report, codes, sink)?,
            Err(error) => {
                report
                    .tell(report.error(format!("cannot be unpacked: {error}")).hint("fetch the file again"));
                0
            }
        };
        let book = close(report, rows);
        whole.rows += book.rows;
        for (reason, count) in book.skipped {
            *whole.skipped.entry(reason).or_default() += count;
        }
        for problem in book.diagnostics.iter() {
            whole.diagnostics.push(problem.clone());
        }
    }
    Ok(whole)
}

/// One table of flows.
fn table(
    source: impl Read,
    report: &mut Report,
    codes: Option<&BTreeSet<u32>>,
    sink: &mut dyn Sink,
) -> io::Result<u64> {
    let mut blocks = Blocks { source: source.take(UNFOLDED), rest: Vec::new(), ended: false };
    let mut group = blocks.group(1, report)?;
    let Some(layout) = group.first_mut().and_then(|first| header(first, report)) else {
        if group.is_empty() {
            report.tell(report.error("the file is empty").hint("fetch the file again"));
        }
        return Ok(0);
    };
    let mut line = 2;
    let mut rows = 0;
    while !group.is_empty() {
        let parsed: Vec<Parsed> = group.par_iter().map(|block| parse(block, layout, codes)).collect();
        for part in parsed {
            sink.take(&part.flows)?;
            rows += part.flows.len() as u64;
            let lines = part.lines;
            enter(part, line, report);
            line += lines;
        }
        group = blocks.group(rayon::current_num_threads(), report)?;
    }
    Ok(rows)
}

/// Takes the header off the first block.
fn header(block: &mut Vec<u8>, report: &mut Report) -> Option<Layout> {
    let end = block.iter().position(|&byte| byte == b'\n').map_or(block.len(), |at| at + 1);
    let layout = Layout::of(&block[..end], report);
    block.drain(..end);
    layout
}

/// Enters what is odd in a block that begins at a line.
fn enter(part: Parsed, line: u64, report: &mut Report) {
    for (at, fault, cell) in part.faults {
        let at = u32::try_from(line + at).unwrap_or(u32::MAX);
        let problem = if part.rejected.contains_key(fault.message) {
            report.error(fault.message)
        } else {
            report.warning(fault.message)
        };
        report.tell(problem.at(at).cell(fault.column, &cell).allowed(fault.allowed).hint(fault.hint));
    }
    for (message, count) in part.more {
        let problem =
            if part.rejected.contains_key(message) { report.error(message) } else { report.warning(message) };
        report.count(&problem, count);
    }
    for (reason, count) in part.rejected {
        report.skip_many(reason, count);
    }
    report.skip_many("another code", part.other_codes);
}

/// Whole lines, block by block.
struct Blocks<R> {
    source: io::Take<R>,
    rest: Vec<u8>,
    ended: bool,
}

impl<R: Read> Blocks<R> {
    /// The next blocks, at most so many; none at the end.
    fn group(&mut self, most: usize, report: &mut Report) -> io::Result<Vec<Vec<u8>>> {
        let mut group = Vec::new();
        while group.len() < most.max(1) {
            match self.next(report)? {
                Some(block) => group.push(block),
                None => break,
            }
        }
        Ok(group)
    }

    fn next(&mut self, report: &mut Report) -> io::Result<Option<Vec<u8>>> {
        if self.ended {
            return Ok(None);
        }
        let mut block = std::mem::take(&mut self.rest);
        let kept = block.len();
        block.resize(kept + BLOCK, 0);
        let got = match fill(&mut self.source, &mut block[kept..]) {
            Ok(got) => got,
            // A damaged archive ends here; what came before stands.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
                ) =>
            {
                report
                    .tell(report.error(format!("the file is broken: {error}")).hint("fetch the file again"));
                0
            }
            Err(error) => return Err(error),
        };
        block.truncate(kept + got);
        if got < BLOCK {
            self.ended = true;
            if self.source.limit() == 0 {
                let problem = report.error("the file unfolds to more than any release of BACI");
                report.tell(problem.hint("unpack it and give the years one by one"));
            }
            return Ok((!block.is_empty()).then_some(block));
        }
        match block.iter().rposition(|&byte| byte == b'\n') {
            Some(end) => self.rest = block.split_off(end + 1),
            None => {
                report.tell(report.error("a line is longer than four megabytes").hint("is this a table?"));
                self.ended = true;
                return Ok(None);
            }
        }
        Ok(Some(block))
    }
}

/// Reads until the buffer is full or the source ends; gives the bytes read.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while got < buffer.len() {
        match source.read(&mut buffer[got..]) {
            Ok(0) => break,
            Ok(read) => got += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(got)
}

//! Reading a dataset: from a folder, or the baseline that is embedded in the build.

use crate::check;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::nearest::nearest;
use crate::records::{Records, records};
use crate::repeat::Seen;
use crate::results::write_file;
use crate::row::{Memory, Row};
use crate::spec::{Spec, Target, YEARS};
use crate::table::{Definition, TABLES};
use monazite::system::System;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// The files of the embedded baseline.
const BASELINE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/baseline.rs"));

/// The file that names a dataset.
pub const DATASET_FILE: &str = "dataset.toml";

/// A valid dataset in memory.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The network.
    pub system: System,
    /// What the reader should know; no errors.
    pub warnings: Diagnostics,
    /// SHA-256 over names and contents of its files, in hexadecimal.
    pub checksum: String,
}

/// The bytes of a dataset's files by name.
pub type Files<'a> = BTreeMap<String, Cow<'a, [u8]>>;

/// The baseline that is embedded in the build.
///
/// # Errors
/// All problems of the embedded files; none in a released build.
pub fn baseline() -> Result<Dataset, Diagnostics> {
    parse(&baseline_files())
}

/// The files of the embedded baseline, as they lie in `data/baseline`.
#[must_use]
pub fn baseline_files() -> Files<'static> {
    BASELINE.iter().map(|&(name, bytes)| (name.to_owned(), Cow::Borrowed(bytes))).collect()
}

/// The dataset in a folder.
///
/// # Errors
/// All problems, errors and warnings, if there is at least one error.
pub fn read(folder: &Path) -> Result<Dataset, Diagnostics> {
    parse(&read_files(folder)?)
}

/// The `.csv` and `.toml` files of a folder.
///
/// # Errors
/// A problem for each file that cannot be read.
pub fn read_files(folder: &Path) -> Result<Files<'static>, Diagnostics> {
    let shown = folder.display().to_string();
    let entries = std::fs::read_dir(folder).map_err(|error| {
        Diagnostic::error(&shown, format!("the folder cannot be read: {error}"))
            .hint("name a folder that holds dataset.toml and the tables")
    })?;
    let mut files = Files::new();
    let mut problems = Diagnostics::default();
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| is_table(path)) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match std::fs::read(&path) {
            Ok(bytes) => {
                files.insert(name, Cow::Owned(bytes));
            }
            Err(error) => {
                problems.push(Diagnostic::error(&name, format!("the file cannot be read: {error}")))
            }
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

/// Writes the files of a dataset into a folder, to be read again or changed there.
///
/// # Errors
/// What the file system reports.
pub fn write_files(files: &Files<'_>, folder: &Path) -> std::io::Result<()> {
    files.iter().try_for_each(|(name, bytes)| write_file(&folder.join(name), bytes))
}

fn is_table(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv") || e == "toml")
}

/// The dataset in some files.
///
/// # Errors
/// All problems, errors and warnings, if there is at least one error.
pub fn parse(files: &Files<'_>) -> Result<Dataset, Diagnostics> {
    let mut memory = Memory::default();
    let head = head(files, &mut memory.problems);
    let mut system = System { year: head.year, ..System::default() };
    report_strangers(files, &mut memory.problems);
    for definition in TABLES {
        read_table(definition, files, &mut system, &mut memory);
    }
    check::recipes(&system, &mut memory.problems);
    let mut warnings = memory.problems;
    warnings.sort();
    if warnings.errors() > 0 {
        return Err(warnings);
    }
    Ok(Dataset { name: head.name, version: head.version, system, warnings, checksum: checksum(files) })
}

/// What `dataset.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    year: i32,
    name: String,
    version: String,
}

fn head(files: &Files<'_>, problems: &mut Diagnostics) -> Head {
    let allowed = "year = 2024, name = \"...\", version = \"...\"";
    let Some(bytes) = files.get(DATASET_FILE) else {
        problems.push(Diagnostic::error(DATASET_FILE, "the file is missing").allowed(allowed));
        return Head::default();
    };
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    match toml::from_str::<Head>(text) {
        Ok(head) => {
            if !(YEARS.0..=YEARS.1).contains(&head.year) {
                problems.push(
                    Diagnostic::error(DATASET_FILE, "year out of range")
                        .cell("year", &head.year.to_string())
                        .allowed(format!("{} to {}", YEARS.0, YEARS.1)),
                );
            }
            head
        }
        Err(error) => {
            let line = error
                .span()
                .map_or(0, |span| 1 + text.bytes().take(span.start).filter(|&b| b == b'\n').count());
            problems.push(
                Diagnostic::error(DATASET_FILE, error.message().trim().to_owned())
                    .at(u32::try_from(line).unwrap_or(u32::MAX))
                    .allowed(allowed),
            );
            Head::default()
        }
    }
}

/// Warns of files that the schema does not know: a misspelt table would silently be empty.
fn report_strangers(files: &Files<'_>, problems: &mut Diagnostics) {
    let known = || TABLES.iter().map(|t| t.spec.file).chain([DATASET_FILE]);
    for name in files.keys().filter(|name| known().all(|k| k != name.as_str())) {
        let hint = nearest(name, known()).map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
        problems.push(Diagnostic::warning(name, "not a table of the schema; it is ignored").hint(hint));
    }
}

/// Reads one table into the system.
fn read_table(definition: &Definition, files: &Files<'_>, system: &mut System, memory: &mut Memory) {
    let spec = definition.spec;
    let defines = defined_by(spec);
    let table = match files.get(spec.file) {
        Some(bytes) => records(spec, bytes, &mut memory.problems),
        None if spec.required => {
            memory.problems.push(
                Diagnostic::error(spec.file, "the table is missing")
                    .hint(format!("a dataset needs it: {}", spec.description)),
            );
            None
        }
        None => return,
    };
    let Some(Records { positions, rows }) = table else {
        memory.unreadable.extend(defines);
        return;
    };
    let mut seen = Seen::new(rows.len());
    for (line, record) in &rows {
        let mut row = Row { spec, positions: &positions, record, line: *line, memory: &mut *memory };
        let sound = row.check_cells();
        let fresh = seen.is_new(&mut row);
        let entered =
            (fresh || spec.repeat == Severity::Warning) && (definition.read)(&mut row, system).is_some();
        if let Some(target) = defines.filter(|_| !(sound && entered)) {
            let key = row.text(target.column()).to_owned();
            row.memory.rejected.insert((target, key));
        }
    }
}

/// The kind of key that a table defines.
fn defined_by(spec: &Spec) -> Option<Target> {
    use Target::{Coalition, Country, EndUse, Form, Mineral, Process, Source};
    [Source, Country, Coalition, Mineral, Form, Process, EndUse].into_iter().find(|t| t.file() == spec.file)
}

/// SHA-256 over names, lengths and contents in the order of names.
fn checksum(files: &Files<'_>) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name.as_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

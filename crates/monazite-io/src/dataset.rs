//! Reading a dataset: from a folder, or the baseline that is embedded in the build.

use crate::check;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::magnitude;
use crate::nearest::nearest;
use crate::records::{Records, records};
use crate::repeat::Seen;
use crate::results::write_file;
use crate::row::{Memory, Row};
use crate::spec::{Spec, Target, YEARS};
use crate::table::{Definition, TABLES};
use crate::unpack::unpack;
use monazite::system::System;
use monazite_data::BASELINE;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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

/// The files of a folder by the name of the table in them; a packed table stands under the name of its content.
///
/// Files that are no table are there with no content, so that [`parse`] can tell that they are not read.
///
/// # Errors
/// A problem for each file that cannot be read or unpacked, or that is there plain and packed.
pub fn read_files(folder: &Path) -> Result<Files<'static>, Diagnostics> {
    let shown = folder.display().to_string();
    let entries = std::fs::read_dir(folder).map_err(|error| {
        Diagnostic::error(&shown, format!("the folder cannot be read: {error}"))
            .hint("name a folder that holds dataset.toml and the tables")
    })?;
    let mut files = Files::new();
    let mut problems = Diagnostics::default();
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let table = unpacked_name(&name);
        if is_about(&name) {
            continue;
        }
        if path.is_dir() || !is_read(table) {
            files.insert(name, Cow::Borrowed(&[]));
            continue;
        }
        let bytes = match std::fs::read(&path) {
            Ok(bytes) if table == name => Ok(bytes),
            Ok(bytes) => unpack(&bytes, &name, false).map(|unpacked| unpacked.bytes.into_owned()),
            Err(error) => Err(Diagnostic::error(&name, format!("the file cannot be read: {error}"))
                .hint("look at its rights, or copy it again")),
        };
        match bytes {
            Ok(_) if files.contains_key(table) => problems.push(
                Diagnostic::error(&name, format!("the table {table} is there twice"))
                    .hint("remove one of the files"),
            ),
            Ok(bytes) => {
                files.insert(table.to_owned(), Cow::Owned(bytes));
            }
            Err(problem) => problems.push(problem),
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

/// Whether a file is for people, not for the reader: a description, a licence, hidden.
fn is_about(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.starts_with('.')
        || lower.ends_with(".md")
        || ["readme", "license", "licence"].iter().any(|word| lower.starts_with(word))
}

/// A name without what says how the file is packed.
fn unpacked_name(name: &str) -> &str {
    [".gz", ".zip"].iter().find_map(|end| name.strip_suffix(end).filter(|name| is_read(name))).unwrap_or(name)
}

/// Whether a file of this name is read as a table or names the dataset.
fn is_read(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|e| e.eq_ignore_ascii_case("csv") || e == "toml")
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
    report_lacking(&head.tables, files, &mut memory.problems);
    for definition in TABLES {
        read_table(definition, files, &mut system, &mut memory);
    }
    check::recipes(&system, &mut memory.problems);
    magnitude::check(&system, &mut memory.problems);
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
    /// Tables that belong to the dataset; blank where it does not say.
    #[serde(default)]
    tables: Vec<String>,
}

/// Tells tables that the dataset says it has and that are not there: without one, figures are missing or change.
fn report_lacking(tables: &[String], files: &Files<'_>, problems: &mut Diagnostics) {
    for name in tables {
        let known = TABLES.iter().any(|table| table.spec.file == name);
        if known && files.contains_key(name.as_str()) {
            continue;
        }
        let message = if known { "a table of the dataset is missing" } else { "no table of the schema" };
        problems.push(
            Diagnostic::error(DATASET_FILE, message)
                .cell("tables", name)
                .allowed("tables that are in the folder")
                .hint("put the file back, or take its name off the list if it is meant to be gone"),
        );
    }
}

fn head(files: &Files<'_>, problems: &mut Diagnostics) -> Head {
    let allowed = "year = 2024, name = \"...\", version = \"...\"";
    let Some(bytes) = files.get(DATASET_FILE) else {
        problems.push(Diagnostic::error(DATASET_FILE, "the file is missing").allowed(allowed).hint(
            "write it, or give the folder that holds it; `monazite dataset export` writes one to begin with",
        ));
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
                        .allowed(format!("{} to {}", YEARS.0, YEARS.1))
                        .hint("the year that the figures are about, as 2024"),
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

/// Tells files that the schema does not know. One that looks like a table which is not there is an error:
/// the table would silently be empty.
fn report_strangers(files: &Files<'_>, problems: &mut Diagnostics) {
    let known = || TABLES.iter().map(|t| t.spec.file).chain([DATASET_FILE]);
    for name in files.keys().filter(|name| known().all(|k| k != name.as_str())) {
        let meant = known().find(|table| looks_like(name, table));
        match meant {
            Some(table) if !files.contains_key(table) => problems.push(
                Diagnostic::error(name, format!("the file looks like the table {table}, and is not read"))
                    .allowed(format!("{table}, plain or as {table}.gz or {table}.zip"))
                    .hint(format!("save it comma-separated as {table}, or take it out of the folder")),
            ),
            _ => {
                let near = meant.or_else(|| nearest(name, known()));
                let hint = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
                problems
                    .push(Diagnostic::warning(name, "not a table of the schema; it is ignored").hint(hint));
            }
        }
    }
}

/// Whether a name is that of a table but for capitals, another or a second ending, or the mark of a copy.
fn looks_like(name: &str, table: &str) -> bool {
    let stem = table.split('.').next().unwrap_or(table);
    let lower = name.to_lowercase();
    let Some(rest) = lower.strip_prefix(stem) else { return false };
    let mark = rest.split('.').next().unwrap_or("");
    let mark = mark.trim_matches([' ', '_', '-', '(', ')']);
    rest.is_empty() || mark.bytes().all(|b| b.is_ascii_digit()) || mark.starts_with("copy")
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

/// SHA-256 over names, lengths and contents of what is read, in the order of names.
fn checksum(files: &Files<'_>) -> String {
    let mut hash = Sha256::new();
    let read = |name: &str| name == DATASET_FILE || TABLES.iter().any(|table| table.spec.file == name);
    for (name, bytes) in files.iter().filter(|(name, _)| read(name)) {
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name.as_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{baseline, baseline_files, parse};
    use std::borrow::Cow;

    #[test]
    fn a_row_a_thousand_times_too_large_is_an_error_and_the_baseline_has_none() {
        assert!(!baseline().unwrap().warnings.iter().any(|d| d.message.contains("what the world makes")));
        let mut files = baseline_files();
        let text = String::from_utf8(files["demand.csv"].to_vec()).unwrap();
        let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
        let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        let value = header.iter().position(|name| *name == "value").unwrap();
        let of = |row: &String| row.split(',').nth(value).and_then(|v| v.parse::<f64>().ok()).unwrap_or(0.0);
        let at = (1..rows.len()).max_by(|&a, &b| of(&rows[a]).total_cmp(&of(&rows[b]))).unwrap();
        let mut cells: Vec<String> = rows[at].split(',').map(str::to_owned).collect();
        let numbers = (0..header.len()).filter(|&at| ["value", "low", "high"].contains(&header[at]));
        for at in numbers {
            if let Ok(number) = cells[at].parse::<f64>() {
                cells[at] = (number * 1000.0).to_string();
            }
        }
        rows[at] = cells.join(",");
        files.insert("demand.csv".into(), Cow::Owned(rows.join("\n").into_bytes()));
        let told = parse(&files).unwrap_err().to_string();
        assert!(told.contains("times what the world makes"), "{told}");
    }
}

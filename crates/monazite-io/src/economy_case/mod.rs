//! A case of `economy ario`: a TOML file that names a table, parameters and events.

mod event;
mod keys;
mod parameters;
mod schema;
mod untouched;

pub use schema::{json_schema, reference_page};

use crate::diagnostic::Diagnostics;
use crate::document::{self, Part, Reader};
use crate::mrio::{Format, Import};
use keys::{FILE, TABLE};
use monazite::economy::Mrio;
use monazite::economy::ario::{Ario, Event, Variable};
use monazite::system::System;
use std::path::Path;
use toml::de::DeTable;
use untouched::untouched;

/// A case, read and checked: ready to run.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name; the file's name where it states none.
    pub name: String,
    /// The table.
    pub table: Mrio,
    /// The table prepared with the parameters.
    pub ario: Ario,
    /// What happens.
    pub events: Vec<Event>,
    /// How many steps.
    pub steps: usize,
    /// What to record.
    pub record: Vec<Variable>,
    /// Warnings about the table and about events that touch nothing.
    pub warnings: Diagnostics,
}

/// Reads a case.
///
/// # Errors
/// All problems of the file, the table, the parameters and the events.
pub fn read(path: &Path) -> Result<Case, Diagnostics> {
    let (file, text) = document::open(path, "case", &format!("looked for {}", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    // A case names nothing of a dataset.
    document::parse(&file, &text, &System::default(), |reader, root| case(reader, root, folder))
}

/// The case of a file; `None` if something without which it is none is missing or wrong.
fn case(reader: &mut Reader<'_>, root: &DeTable<'_>, folder: &Path) -> Option<Case> {
    let top = 0..0;
    let file = Part::new(reader, root, &top, "", [FILE, &[]]);
    let name = file.text(reader, "name");
    let steps = if file.has("steps") { file.number(reader, "steps") } else { Some(365.0) };
    let compatibility = file.word(reader, "compatibility");
    let record = record(reader, &file);
    let parameters = parameters::parameters(reader, &file, compatibility.as_deref());
    let Import { table, mut warnings, .. } = table(reader, &file, folder)?;
    let ario = parameters::prepared(reader, &file, &table, &parameters)?;
    let mut events = Vec::new();
    for (at, (event, span)) in file.tables(reader, "event").into_iter().enumerate() {
        let prepared = (&table, &ario, &parameters);
        let event = event::event(reader, (event, &span), at, prepared, &mut warnings);
        if let (Some(event), Some(steps)) = (&event, steps) {
            untouched(reader, &span, event, steps as usize, &parameters.model);
        }
        events.extend(event);
    }
    let name = name.unwrap_or_else(|| reader.file.trim_end_matches(".toml").to_owned());
    Some(Case { name, table, ario, events, steps: steps? as usize, record, warnings })
}

/// What to record: all, or the variables that are named.
fn record(reader: &mut Reader<'_>, file: &Part<'_>) -> Vec<Variable> {
    if !file.has("record") {
        return Variable::ALL.to_vec();
    }
    let names = file.words(reader, "record");
    names.iter().filter_map(|name| Variable::ALL.into_iter().find(|v| v.name() == name)).collect()
}

/// The table of a case; its own problems are reported beside those of the file.
fn table(reader: &mut Reader<'_>, file: &Part<'_>, folder: &Path) -> Option<Import> {
    let (mut path, mut format) = (folder.join("."), Format::default());
    if let Some((table, span)) = file.tables(reader, "table").first() {
        let part = Part::new(reader, table, span, "table", [TABLE, &[]]);
        if let Some(named) = part.text(reader, "path") {
            path = folder.join(named);
        }
        if part.has("format") {
            format = Format::from_word(&part.word(reader, "format")?)?;
        }
    }
    match format.read(&path) {
        Ok(import) => Some(import),
        Err(problems) => {
            problems.iter().for_each(|problem| reader.problems.push(problem.clone()));
            None
        }
    }
}

//! Plays of an exercise: TOML to decisions and injects, every problem with its line and key.

mod day;
mod decision;
mod inject;
mod keys;
mod line;
mod schema;

pub use line::line;
pub use schema::{json_schema, reference_page};

use crate::diagnostic::Diagnostics;
use crate::document::{self, Part, Reader};
use keys::FILE;
use monazite::exercise::Decision;
use monazite::scenario::{Scenario, Shock};
use monazite::system::System;
use toml::de::DeTable;

/// What comes and what is decided.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Play {
    /// What comes from outside, in the order of the file.
    pub injects: Vec<Shock>,
    /// What teams decide, in the order of weeks.
    pub decisions: Vec<Decision>,
}

/// Reads a play of a scenario from text.
///
/// # Errors
/// All problems of the text.
pub fn parse(file: &str, text: &str, system: &System, scenario: &Scenario) -> Result<Play, Diagnostics> {
    document::parse(file, text, system, |reader, root| Some(play(reader, root, scenario)))
}

fn play(reader: &mut Reader<'_>, root: &DeTable<'_>, scenario: &Scenario) -> Play {
    let top = 0..0;
    let file = Part::new(reader, root, &top, "", [FILE, &[]]);
    file.text(reader, "name");
    let injects = file.tables(reader, "inject");
    let injects =
        injects.iter().filter_map(|(table, span)| inject::inject(reader, table, span, scenario)).collect();
    let decisions = file.tables(reader, "decision");
    let mut decisions: Vec<Decision> = (decisions.iter())
        .filter_map(|(table, span)| decision::decision(reader, table, span, scenario))
        .collect();
    decisions.sort_by_key(|decision| decision.week);
    Play { injects, decisions }
}

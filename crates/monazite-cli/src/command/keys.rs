//! Names that a user gives, checked against the dataset.

use crate::failure::Failure;
use monazite::Error;
use monazite::id::MineralId;
use monazite::system::{Stage, System};

/// The mineral of a key, or a failure that lists the keys.
pub(crate) fn mineral(system: &System, key: &str) -> Result<MineralId, Failure> {
    system
        .minerals
        .id(key)
        .ok_or_else(|| unknown("mineral", key, system.minerals.keys().iter().map(String::as_str)))
}

/// Fails, listing the words, unless a text is a stage.
pub(crate) fn stage(word: &str) -> Result<(), Failure> {
    match Stage::from_word(word) {
        Some(_) => Ok(()),
        None => Err(unknown("stage", word, Stage::ALL.map(Stage::word))),
    }
}

/// Fails, listing the names, unless a text is one of them.
pub(crate) fn one_of<'a>(
    kind: &'static str,
    name: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<(), Failure> {
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    if names.contains(&name) { Ok(()) } else { Err(unknown(kind, name, names)) }
}

fn unknown<'a>(kind: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Failure {
    let known: Vec<&str> = known.into_iter().collect();
    let hint = format!("use one of: {}", known.join(", "));
    Failure::Model(Error::Unknown { kind, name: name.to_owned(), hint })
}

//! Names that a user gives, checked against the dataset.

use crate::failure::Failure;
use monazite::Error;
use monazite::id::MineralId;
use monazite::system::System;

/// The mineral of a key, or a failure that lists the keys.
pub(crate) fn mineral(system: &System, key: &str) -> Result<MineralId, Failure> {
    system
        .minerals
        .id(key)
        .ok_or_else(|| unknown("mineral", key, system.minerals.keys().iter().map(String::as_str)))
}

fn unknown<'a>(kind: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Failure {
    let known: Vec<&str> = known.into_iter().collect();
    let hint = format!("use one of: {}", known.join(", "));
    Failure::Model(Error::Unknown { kind, name: name.to_owned(), hint })
}

//! Draws made so far, stored so that an interrupted command goes on where it stopped.

use super::folder::write_file;
use monazite::disruption::Spread;
use monazite::question::Question;
use monazite::scenario::Scenario;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io;
use std::path::Path;

/// The file in a result folder; it goes when the result is complete.
pub const FILE: &str = "runs.json";

#[derive(Serialize, Deserialize)]
struct Stored {
    of: String,
    spread: Spread,
}

/// What draws belong to: dataset, scenario and question. Another of any of them begins anew.
#[must_use]
pub fn identity(checksum: &str, scenario: &Scenario, question: &Question) -> String {
    let text = format!("{checksum} {scenario:?} {question:?}");
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The draws stored in a folder, if they belong to the same; what cannot be read is as good as absent.
#[must_use]
pub fn load(folder: &Path, identity: &str) -> Option<Spread> {
    let bytes = std::fs::read(folder.join(FILE)).ok()?;
    let stored: Stored = serde_json::from_slice(&bytes).ok()?;
    (stored.of == identity).then_some(stored.spread)
}

/// Stores the draws in a folder.
///
/// # Errors
/// What the file system reports.
pub fn store(folder: &Path, identity: &str, spread: &Spread) -> io::Result<()> {
    let stored = Stored { of: identity.to_owned(), spread: spread.clone() };
    write_file(&folder.join(FILE), &serde_json::to_vec(&stored)?)
}

/// Removes stored draws.
///
/// # Errors
/// What the file system reports; a missing file is none.
pub fn clear(folder: &Path) -> io::Result<()> {
    match std::fs::remove_file(folder.join(FILE)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

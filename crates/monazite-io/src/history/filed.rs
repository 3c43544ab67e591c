//! Targets, and the studies that were filed.

use super::titles::rows;
use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite_data::{RECIPE, text};
use monazite_track::bite::Filed;
use monazite_track::pace::Target;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

const TARGETS: &str = text(RECIPE, "history_targets");
const STUDIES: &str = text(RECIPE, "history_studies");

/// A target of somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetOf {
    /// Whose: a country or a coalition.
    pub party: String,
    /// What it says.
    pub text: String,
    /// The number and the year.
    pub target: Target,
    /// Where it stands.
    pub source: String,
}

/// The targets of the build.
#[must_use]
pub fn targets() -> Vec<TargetOf> {
    rows(TARGETS)
        .into_iter()
        .filter_map(|row| {
            Some(TargetOf {
                party: row["party"].clone(),
                text: row["text"].clone(),
                target: Target {
                    key: row["key"].clone(),
                    share: row["share"].parse().ok()?,
                    year: row["year"].parse().ok()?,
                    justified: row["justified"].clone(),
                },
                source: row["source"].clone(),
            })
        })
        .collect()
}

/// The studies of the build with the hash under which each was filed.
///
/// # Errors
/// A study that says another thing than was filed.
pub fn studies() -> Result<Vec<(Filed, String)>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut studies = Vec::new();
    for (i, row) in rows(STUDIES).into_iter().enumerate() {
        let number = |name: &str| row[name].parse().unwrap_or(0);
        let filed = Filed {
            key: row["key"].clone(),
            hypothesis: row["hypothesis"].clone(),
            series: row["series"].clone(),
            importer: row["importer"].clone(),
            supplier: row["supplier"].clone(),
            clause: row["clause"].clone(),
            event: number("event"),
            window: (number("first"), number("last")),
            without: row["without"].split('|').filter(|w| !w.is_empty()).map(str::to_owned).collect(),
        };
        let hash = hash(&filed);
        if hash != row["hash"] {
            problems.push(
                Diagnostic::error("history_studies.csv", format!("{}: it is not what was filed", filed.key))
                    .at(u32::try_from(i + 2).unwrap_or(u32::MAX))
                    .cell("hash", &row["hash"])
                    .allowed(hash.clone())
                    .hint("a changed study is another study: give it a new key and file it before it is run"),
            );
        }
        studies.push((filed, hash));
    }
    if problems.errors() > 0 { Err(problems) } else { Ok(studies) }
}

/// The first sixteen digits of SHA-256 over what a study asks.
fn hash(filed: &Filed) -> String {
    let mut text = String::new();
    for byte in &Sha256::digest(filed.text().as_bytes())[..8] {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

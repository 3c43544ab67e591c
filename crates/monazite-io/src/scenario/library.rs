//! The scenarios that ship with the build.

use monazite_data::SCENARIOS;
use std::sync::LazyLock;

/// A scenario of the library: a file of `scenarios/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Key: the file's name without `.toml`.
    pub key: &'static str,
    /// Contents.
    pub text: &'static str,
}

impl Entry {
    /// The file's name.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}.toml", self.key)
    }

    /// The scenario of a key.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        library().iter().find(|entry| entry.key == key).copied()
    }
}

/// All scenarios of the build, in the order of their keys.
#[must_use]
pub fn library() -> &'static [Entry] {
    &ENTRIES
}

static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| SCENARIOS.iter().map(|&(key, text)| Entry { key, text }).collect());

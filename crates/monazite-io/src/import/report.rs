//! What an importer gives back, and how it keeps its book while it reads.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use std::collections::BTreeMap;

/// How many diagnostics of one kind are told one by one before they are only counted.
pub(super) const TOLD: u64 = 20;

/// The rows of a file, what was left out and why, and what was odd.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported<T> {
    /// The rows, in the order of the file.
    pub rows: Vec<T>,
    /// How many rows of the file were left out, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// What was odd, in the order it was met; repeated kinds are counted after the first twenty.
    pub diagnostics: Diagnostics,
}

impl<T> Imported<T> {
    /// How many rows of the file were left out.
    #[must_use]
    pub fn skipped_total(&self) -> u64 {
        self.skipped.values().sum()
    }
}

/// The book of one reading.
pub(super) struct Report {
    file: String,
    skipped: BTreeMap<String, u64>,
    diagnostics: Diagnostics,
    kinds: BTreeMap<(Severity, String), u64>,
}

impl Report {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            skipped: BTreeMap::new(),
            diagnostics: Diagnostics::default(),
            kinds: BTreeMap::new(),
        }
    }

    /// The name of the file.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// A warning about the file, to be pointed and told.
    pub(super) fn warning(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(&self.file, message)
    }

    /// An error about the file, to be pointed and told.
    pub(super) fn error(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(&self.file, message)
    }

    /// Tells a diagnostic, or counts it if its message has been told often.
    pub(super) fn tell(&mut self, diagnostic: Diagnostic) {
        let count = self.kinds.entry((diagnostic.severity, diagnostic.message.clone())).or_default();
        *count += 1;
        if *count <= TOLD {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Counts more of a kind that has been told often.
    pub(super) fn count(&mut self, kind: &Diagnostic, more: u64) {
        *self.kinds.entry((kind.severity, kind.message.clone())).or_default() += more;
    }

    /// Counts a row that is left out.
    pub(super) fn skip(&mut self, reason: &str) {
        self.skip_many(reason, 1);
    }

    /// Counts rows that are left out.
    pub(super) fn skip_many(&mut self, reason: &str, rows: u64) {
        if rows == 0 {
            return;
        }
        match self.skipped.get_mut(reason) {
            Some(count) => *count += rows,
            None => {
                self.skipped.insert(reason.to_owned(), rows);
            }
        }
    }

    /// Leaves a row out because of an error in it, which is told.
    pub(super) fn reject(&mut self, diagnostic: Diagnostic) {
        self.skip(&diagnostic.message.clone());
        self.tell(diagnostic);
    }

    /// Closes the book.
    pub(super) fn imported<T>(mut self, rows: Vec<T>) -> Imported<T> {
        for ((severity, message), count) in &self.kinds {
            if *count > TOLD {
                let text = format!("{message}: {} more of this kind", count - TOLD);
                self.diagnostics.push(match severity {
                    Severity::Error => Diagnostic::error(&self.file, text),
                    Severity::Warning => Diagnostic::warning(&self.file, text),
                });
            }
        }
        Imported { rows, skipped: self.skipped, diagnostics: self.diagnostics }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_one_kind_is_counted() {
        let mut report = Report::new("a.csv");
        for line in 0..1000 {
            report.reject(report.error("no number").at(line));
        }
        let imported = report.imported(Vec::<()>::new());
        assert_eq!(imported.skipped_total(), 1000);
        assert_eq!(imported.diagnostics.errors(), 21);
        assert!(imported.diagnostics.to_string().contains("no number: 980 more of this kind"));
    }
}

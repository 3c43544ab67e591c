//! Rows that repeat the key of another.

use crate::diagnostic::{Diagnostic, Severity};
use crate::row::Row;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The keys seen so far in one table, by hash, with the line of the first row that has it.
pub(crate) struct Seen {
    lines: HashMap<u64, u32>,
}

impl Seen {
    /// Nothing seen, with room for some rows.
    pub(crate) fn new(rows: usize) -> Self {
        Self { lines: HashMap::with_capacity(rows) }
    }

    /// Whether the key of a row is new; reports it if not.
    pub(crate) fn is_new(&mut self, row: &mut Row<'_>) -> bool {
        let mut hasher = DefaultHasher::new();
        for column in row.spec.key {
            // A list names the same things in any order.
            let mut parts: Vec<&str> = row.text(column).split('|').collect();
            parts.sort_unstable();
            parts.hash(&mut hasher);
        }
        let line = row.line;
        let first = *self.lines.entry(hasher.finish()).or_insert(line);
        if first == line {
            return true;
        }
        let spec = row.spec;
        let columns: Vec<&str> = spec.key.to_vec();
        let value: Vec<&str> = columns.iter().map(|c| row.text(c)).filter(|t| !t.is_empty()).collect();
        let base = match spec.repeat {
            Severity::Error => Diagnostic::error(spec.file, format!("the key of line {first} appears again")),
            Severity::Warning => Diagnostic::warning(spec.file, format!("the row repeats line {first}")),
        };
        let hint = match spec.repeat {
            Severity::Error => "remove one of the rows",
            Severity::Warning if spec.measure.is_none() => "it counts once; remove one of the rows",
            Severity::Warning => "it is read as a second datum of the same quantity; remove one if it is not",
        };
        let diagnostic = base
            .cell(&columns.join(","), &value.join(","))
            .allowed(format!("each {} once", columns.join(", ")))
            .hint(hint);
        row.report(diagnostic);
        false
    }
}

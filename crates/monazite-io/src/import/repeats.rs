//! Rows of several files that say the same about the same: added up, they would count twice.

use crate::diagnostic::Diagnostic;
use crate::results::{Cell, Kind, Sheet};
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Columns of text that say how a figure is known, not what it is about.
const BESIDES: [&str; 7] = ["note", "quality", "token", "observation", "origin", "weight_quality", "total"];

/// What files that are read one after the other are about.
#[derive(Debug, Default)]
pub struct Repeats {
    seen: FxHashSet<u64>,
}

impl Repeats {
    /// Enters a file; tells how many of its rows are about the same as rows of an earlier file.
    pub fn enter(&mut self, sheet: &Sheet, file: &str) -> Option<Diagnostic> {
        let keys: Vec<usize> = (0..sheet.columns().len())
            .filter(|&at| {
                let (name, kind) = sheet.columns()[at];
                kind != Kind::Number && !BESIDES.contains(&name)
            })
            .collect();
        let key = |row: &Vec<Cell>| {
            let mut hasher = FxHasher::default();
            for &at in &keys {
                match &row[at] {
                    Cell::Text(text) => text.hash(&mut hasher),
                    Cell::Integer(number) => number.hash(&mut hasher),
                    Cell::Number(number) => number.to_bits().hash(&mut hasher),
                }
            }
            hasher.finish()
        };
        let these: Vec<u64> = sheet.rows().iter().map(key).collect();
        let again = these.iter().filter(|key| self.seen.contains(key)).count();
        self.seen.extend(these);
        (again > 0).then(|| {
            let message = format!(
                "{again} of {} rows are about the same as rows of an earlier file",
                sheet.rows().len()
            );
            Diagnostic::warning(file, message)
                .hint("give each file once, and one release: added up, they count twice")
        })
    }
}

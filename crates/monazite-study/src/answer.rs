//! An answer: named sheets, the record of what they were made from, and the result itself.

use crate::record::Record;
use monazite_io::results::Sheet;

/// What a study answers.
#[derive(Debug, Clone)]
pub struct Answer<T = ()> {
    /// The sheets by name, the main one first.
    pub sheets: Vec<(&'static str, Sheet)>,
    /// What they were made from.
    pub record: Record,
    /// What a reader should know besides.
    pub notes: Vec<String>,
    /// The result, for surfaces that show more than its sheets.
    pub result: T,
}

impl<T> Answer<T> {
    /// The same with another result.
    pub(crate) fn with<U>(self, result: U) -> Answer<U> {
        Answer { sheets: self.sheets, record: self.record, notes: self.notes, result }
    }

    /// A sheet by its name.
    #[must_use]
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|(n, _)| *n == name).map(|(_, sheet)| sheet)
    }
}

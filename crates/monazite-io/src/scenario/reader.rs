//! The file while it is read: its text, what it refers to, and what is wrong with it so far.

use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite::system::System;
use std::ops::Range;

/// The file, what it refers to, and what is wrong with it so far.
pub(crate) struct Reader<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    pub(crate) system: &'a System,
    pub(crate) problems: Diagnostics,
}

impl Reader<'_> {
    /// The line on which a part of the text begins, counted from 1.
    pub(crate) fn line(&self, span: &Range<usize>) -> u32 {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
    }

    /// Reports a problem at a part of the text, which is shown as seen.
    pub(crate) fn problem(
        &mut self,
        span: &Range<usize>,
        place: &str,
        message: impl Into<String>,
        allowed: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let seen = self.text.get(span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        let diagnostic = Diagnostic::error(self.file, message)
            .at(self.line(span))
            .cell(place, seen)
            .allowed(allowed)
            .hint(hint);
        self.problems.push(diagnostic);
    }
}

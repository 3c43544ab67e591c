//! The file while it is read: its text, what it refers to, and what is wrong with it so far.

use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite::system::System;
use std::ops::Range;
use std::path::Path;
use toml::de::DeTable;

/// Reads a document from text: what `read` makes of it, if nothing is wrong with it.
///
/// # Errors
/// All problems of the text.
pub(crate) fn parse<T>(
    file: &str,
    text: &str,
    system: &System,
    read: impl FnOnce(&mut Reader<'_>, &DeTable<'_>) -> Option<T>,
) -> Result<T, Diagnostics> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader { file, text, system, problems: Diagnostics::default() };
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or_default();
        reader.problem(&span, "", format!("not TOML: {}", error.message().trim()), "", "");
    }
    if !errors.is_empty() {
        return Err(reader.problems);
    }
    let content = read(&mut reader, root.get_ref());
    reader.problems.sort();
    match content {
        Some(content) if reader.problems.is_empty() => Ok(content),
        _ => Err(reader.problems),
    }
}

/// The text of a file with its name, `what` where it has none.
///
/// # Errors
/// The file cannot be read; `hint` says which file it may be.
pub(crate) fn open(path: &Path, what: &str, hint: &str) -> Result<(String, String), Diagnostics> {
    let file = path.file_name().map_or_else(|| what.to_owned(), |n| n.to_string_lossy().into_owned());
    match std::fs::read_to_string(path) {
        Ok(text) => Ok((file, text)),
        Err(error) => Err(Diagnostic::error(&file, format!("cannot be read: {error}")).hint(hint).into()),
    }
}

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

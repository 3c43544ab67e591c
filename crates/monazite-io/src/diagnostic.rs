//! Diagnostics: what is wrong with a dataset, where, what was seen, what is allowed, and what to do.
//!
//! All problems are collected; nothing stops at the first.

use std::fmt;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The dataset cannot be used.
    Error,
    /// The dataset can be used; the reader should know.
    Warning,
}

impl Severity {
    /// The word shown to a reader.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One problem. Text fields are empty and `line` is 0 where they do not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// File name within the dataset.
    pub file: String,
    /// Line in the file; the header is line 1.
    pub line: u32,
    /// Column name.
    pub column: String,
    /// The value seen.
    pub value: String,
    /// What is wrong, in words.
    pub message: String,
    /// What would be accepted.
    pub allowed: String,
    /// What to do about it.
    pub hint: String,
}

impl Diagnostic {
    /// An error about a file.
    #[must_use]
    pub fn error(file: &str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            file: file.to_owned(),
            line: 0,
            column: String::new(),
            value: String::new(),
            message: message.into(),
            allowed: String::new(),
            hint: String::new(),
        }
    }

    /// A warning about a file.
    #[must_use]
    pub fn warning(file: &str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(file, message) }
    }

    /// Points at a line.
    #[must_use]
    pub fn at(mut self, line: u32) -> Self {
        self.line = line;
        self
    }

    /// Points at a column and shows the value seen there, shortened to a readable length.
    #[must_use]
    pub fn cell(mut self, column: &str, value: &str) -> Self {
        self.column = shorten(column);
        self.value = shorten(value);
        self
    }

    /// States what would be accepted.
    #[must_use]
    pub fn allowed(mut self, allowed: impl Into<String>) -> Self {
        self.allowed = allowed.into();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// A value as it can be shown on one line: control characters escaped, at most 60 characters.
fn shorten(value: &str) -> String {
    let mut out: String = value.chars().take(60).flat_map(printable).collect();
    if value.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}

/// A character, or its escape where it would disturb a terminal.
fn printable(c: char) -> Vec<char> {
    if c.is_control() { c.escape_default().collect() } else { vec![c] }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.severity.word(), self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.column.is_empty() {
            write!(f, " [{}]", self.column)?;
        }
        write!(f, ": {}", self.message)?;
        if !self.value.is_empty() {
            write!(f, "\n  seen:    {}", self.value)?;
        }
        if !self.allowed.is_empty() {
            write!(f, "\n  allowed: {}", self.allowed)?;
        }
        if !self.hint.is_empty() {
            write!(f, "\n  hint:    {}", self.hint)?;
        }
        Ok(())
    }
}

/// All problems found, in the order of files and lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.items.push(diagnostic);
    }

    /// Adds all problems of another file.
    pub fn append(&mut self, other: Self) {
        self.items.extend(other.items);
    }

    /// All problems.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }

    /// How many errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.items.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many warnings.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.items.len() - self.errors()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Brings the problems into the order of files, lines and severity, so that one reading gives one text.
    pub fn sort(&mut self) {
        self.items.sort_by(|a, b| (&a.file, a.line, a.severity).cmp(&(&b.file, b.line, b.severity)));
    }

    /// One line that counts them: `2 errors, 1 warning`.
    #[must_use]
    pub fn summary(&self) -> String {
        let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        format!("{}, {}", count(self.errors(), "error"), count(self.warnings(), "warning"))
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in &self.items {
            writeln!(f, "{diagnostic}")?;
        }
        write!(f, "{}", self.summary())
    }
}

impl std::error::Error for Diagnostics {}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { items: vec![diagnostic] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_place_value_allowed_and_hint() {
        let d = Diagnostic::error("trade.csv", "negative mass")
            .at(7)
            .cell("value", "-5")
            .allowed("0 to 1e11 t/y")
            .hint("swap exporter and importer");
        assert_eq!(
            d.to_string(),
            "error: trade.csv:7 [value]: negative mass\n  seen:    -5\n  allowed: 0 to 1e11 t/y\n  hint:    swap exporter and importer"
        );
    }

    #[test]
    fn a_long_or_hostile_value_stays_on_one_line() {
        let d = Diagnostic::error("a.csv", "x").cell("c", &format!("\u{1b}[31m\n{}", "y".repeat(100)));
        assert!(d.value.starts_with("\\u{1b}[31m\\n"));
        assert!(d.value.ends_with('…'));
    }
}

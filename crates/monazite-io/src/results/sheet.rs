//! A sheet: named columns of one kind each, and rows. Every result is one.

use crate::diagnostic::Diagnostics;
use monazite::figure::Figure;
use smol_str::SmolStr;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A number; blank where it is not finite.
    Number,
    /// A whole number.
    Integer,
}

/// Name and kind of a column.
pub type Header = (&'static str, Kind);

/// A cell; short texts stand in it without memory of their own. Its variant is that of its column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text.
    Text(SmolStr),
    /// A number; blank where it is not finite.
    Number(f64),
    /// A whole number.
    Integer(i64),
}

impl Cell {
    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Number(number) => !number.is_finite(),
            Self::Integer(_) => false,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(SmolStr::new(text))
    }
}
impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}
impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}
impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

/// Named columns and rows of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    columns: &'static [Header],
    rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// A sheet without rows.
    #[must_use]
    pub const fn new(columns: &'static [Header]) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row. Cells beyond the columns are dropped; missing ones are blank text, which every format accepts.
    pub fn push(&mut self, mut row: Vec<Cell>) {
        row.resize(self.columns.len(), Cell::Text(SmolStr::default()));
        self.rows.push(row);
    }

    /// Adds the rows of another sheet of the same columns.
    pub fn append(&mut self, other: Self) {
        self.rows.extend(other.rows);
    }

    /// The columns.
    #[must_use]
    pub const fn columns(&self) -> &'static [Header] {
        self.columns
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }
}

/// The tidy columns of figures.
pub const FIGURE_COLUMNS: &[Header] = &[
    ("for", Kind::Text),
    ("from", Kind::Text),
    ("mineral", Kind::Text),
    ("form", Kind::Text),
    ("stage", Kind::Text),
    ("country", Kind::Text),
    ("end_use", Kind::Text),
    ("year", Kind::Integer),
    ("metric", Kind::Text),
    ("value", Kind::Number),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("unit", Kind::Text),
    ("quality", Kind::Text),
];

impl From<&[Figure]> for Sheet {
    fn from(figures: &[Figure]) -> Self {
        let mut sheet = Self::new(FIGURE_COLUMNS);
        for figure in figures {
            sheet.push(vec![
                figure.for_.as_str().into(),
                figure.from.as_str().into(),
                figure.mineral.as_str().into(),
                figure.form.as_str().into(),
                figure.stage.as_str().into(),
                figure.country.as_str().into(),
                figure.end_use.as_str().into(),
                i64::from(figure.year).into(),
                figure.metric.as_str().into(),
                figure.value.into(),
                figure.low.into(),
                figure.high.into(),
                figure.unit.as_str().into(),
                figure.quality.word().into(),
            ]);
        }
        sheet
    }
}

impl From<&Diagnostics> for Sheet {
    fn from(diagnostics: &Diagnostics) -> Self {
        const COLUMNS: &[Header] = &[
            ("severity", Kind::Text),
            ("file", Kind::Text),
            ("row", Kind::Integer),
            ("column", Kind::Text),
            ("value", Kind::Text),
            ("message", Kind::Text),
            ("allowed", Kind::Text),
            ("hint", Kind::Text),
        ];
        let mut sheet = Self::new(COLUMNS);
        for d in diagnostics.iter() {
            sheet.push(vec![
                d.severity.word().into(),
                d.file.as_str().into(),
                i64::from(d.line).into(),
                d.column.as_str().into(),
                d.value.as_str().into(),
                d.message.as_str().into(),
                d.allowed.as_str().into(),
                d.hint.as_str().into(),
            ]);
        }
        sheet
    }
}

//! The page before it is a page: chapters, blocks and texts, free of markup.
//!
//! Only [`crate::page()`] turns them into HTML and only [`crate::summary`] into lines, so that every text from a
//! dataset is escaped in one place.

use crate::chart::ChartData;
use monazite::datum::Quality;
use monazite::figure::Figure;
use monazite::number::Number;
use serde::Serialize;

/// The mark of a quality: ● observed, ◐ estimated, ○ assumed, ◌ unverified.
#[must_use]
pub const fn mark(quality: Quality) -> &'static str {
    match quality {
        Quality::Observed => "●",
        Quality::Estimated => "◐",
        Quality::Assumed => "○",
        Quality::Unverified => "◌",
    }
}

/// One chapter of the brief.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chapter {
    /// Anchor in the page; unique.
    pub id: &'static str,
    /// Title without number.
    pub title: String,
    /// What it holds, in reading order.
    pub blocks: Vec<Block>,
}

/// One part of a chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Block {
    /// A sentence that carries the chapter.
    Lead(Text),
    /// A paragraph.
    Paragraph(Text),
    /// Large numbers side by side.
    Tiles(Vec<Tile>),
    /// A heading inside the chapter.
    Heading(String),
    /// One chart over the whole width.
    Chart(Chart),
    /// Small charts side by side.
    Charts(Vec<Chart>),
    /// A table.
    Table(Table),
    /// A list.
    List(Vec<Text>),
    /// Commands to type.
    Command(Vec<String>),
}

/// One large number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tile {
    /// What it counts.
    pub label: String,
    /// The number with range, quality and id.
    pub figure: Shown,
    /// A second line.
    pub note: Text,
}

/// A chart with its caption.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// What it shows; [`crate::svg`] draws it.
    pub data: ChartData,
    /// Title above the chart.
    pub title: String,
    /// How to read it.
    pub note: Text,
}

/// A table with its caption.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Caption.
    pub caption: String,
    /// Column heads; `true` for a column of numbers.
    pub columns: Vec<(String, bool)>,
    /// Rows; the first cell heads its row.
    pub rows: Vec<Vec<Text>>,
    /// Whether the page shows it only when asked: for a long table behind a chart.
    pub folded: bool,
}

/// A number as shown: with range, quality and the id that `explain` takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shown {
    /// The number.
    pub number: Number,
    /// Its quality.
    pub quality: Quality,
    /// Its id; empty for a number that is not a figure of the assessment.
    pub id: String,
}

impl From<&Figure> for Shown {
    fn from(figure: &Figure) -> Self {
        Self { number: Number::of(figure), quality: figure.quality, id: figure.id() }
    }
}

impl Shown {
    /// Value, range and mark as plain text: `62 % (48 to 71 %) ◐`.
    #[must_use]
    pub fn plain(&self) -> String {
        format!("{} {}", self.number.full(), mark(self.quality))
    }
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Span {
    /// Plain words.
    Words(String),
    /// Words that matter.
    Strong(String),
    /// A number.
    Figure(Shown),
    /// Something to type, or an id.
    Code(String),
    /// A link: label and address.
    Link(String, String),
}

/// Runs of text in order.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// Adds plain words.
    #[must_use]
    pub fn words(mut self, words: &str) -> Self {
        self.0.push(Span::Words(words.to_owned()));
        self
    }
    /// Adds words that matter.
    #[must_use]
    pub fn strong(mut self, words: &str) -> Self {
        self.0.push(Span::Strong(words.to_owned()));
        self
    }
    /// Adds a number with its range.
    #[must_use]
    pub fn figure(mut self, figure: impl Into<Shown>) -> Self {
        self.0.push(Span::Figure(figure.into()));
        self
    }
    /// Adds something to type.
    #[must_use]
    pub fn code(mut self, code: &str) -> Self {
        self.0.push(Span::Code(code.to_owned()));
        self
    }
    /// Adds a link.
    #[must_use]
    pub fn link(mut self, label: &str, address: &str) -> Self {
        self.0.push(Span::Link(label.to_owned(), address.to_owned()));
        self
    }
    /// Adds another text.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
    /// As plain text.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0
            .iter()
            .map(|span| match span {
                Span::Words(s) | Span::Strong(s) | Span::Code(s) | Span::Link(s, _) => s.clone(),
                Span::Figure(shown) => shown.plain(),
            })
            .collect()
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::default().words(words)
    }
}
impl From<String> for Text {
    fn from(words: String) -> Self {
        Self(vec![Span::Words(words)])
    }
}
impl From<Option<&Figure>> for Text {
    fn from(figure: Option<&Figure>) -> Self {
        figure.map_or_else(|| Self::from("–"), |f| Self::default().figure(f))
    }
}

/// A count with its word: `1 week`, `12 weeks`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Names in a sentence: `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The first letter in upper case.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

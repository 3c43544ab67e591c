//! Dumbbells: two shares of one thing on one axis, each with its range, and what lies between them.

use crate::about::About;
use monazite::number::Number;
use serde::Serialize;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dumbbells {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Names of the ring and of the dot.
    pub names: (String, String),
    /// One row a thing.
    pub rows: Vec<Row>,
}

/// One pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// What it belongs to, in small print.
    pub group: String,
    /// The ring.
    pub first: Number,
    /// The dot.
    pub second: Number,
    /// Worst quality mark of the two.
    pub mark: &'static str,
    /// What ring and dot are about.
    pub about: (About, About),
}

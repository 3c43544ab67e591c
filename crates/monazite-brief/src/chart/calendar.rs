//! Calendar: one strip a row, one narrow cell a week, the darker the shorter. Numbers stand in the table beside it.

use crate::about::About;
use serde::Serialize;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calendar {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Rows, top to bottom.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Share and subject of each week, the first week first.
    pub weeks: Vec<(f64, About)>,
    /// Printed at the end of the strip.
    pub end: String,
}

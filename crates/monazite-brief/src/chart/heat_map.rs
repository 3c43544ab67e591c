//! Heat map: rows by columns, a share a cell, the number and its range printed in the cell.

use crate::about::About;
use monazite::number::Number;
use serde::Serialize;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatMap {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Column heads, left to right.
    pub columns: Vec<String>,
    /// Rows, top to bottom.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// One entry a column; `None` where there is no figure.
    pub cells: Vec<Option<Cell>>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// The share.
    pub number: Number,
    /// Quality mark printed beside the range.
    pub mark: &'static str,
    /// Whether the cell is hatched: known worse than estimated.
    pub hatched: bool,
    /// What it is about.
    pub about: About,
}

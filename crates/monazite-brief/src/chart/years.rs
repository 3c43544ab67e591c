//! Years: one row a thing, one cell a year, the share printed in it, the darker the larger.

use crate::about::About;
use serde::Serialize;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Years {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// First year.
    pub first: i32,
    /// Rows, top to bottom.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Share and subject of each year, the first year first; `None` where there is none.
    pub years: Vec<Option<(f64, About)>>,
}

//! Ranked bars with ranges, and a benchmark where there is one.

use crate::about::About;
use monazite::number::Number;
use serde::Serialize;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankedBars {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Width of the chart in pixels of its own system: about 420 for a panel, 760 for a whole row.
    pub width: f64,
    /// End of the axis; the largest high end if `None`.
    pub end: Option<f64>,
    /// A line to compare with: where, and its name.
    pub benchmark: Option<(f64, String)>,
    /// Bars, largest first.
    pub rows: Vec<Row>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// What stands behind it, in small print under the name; may be empty.
    pub group: String,
    /// Its length with range.
    pub number: Number,
    /// Quality mark.
    pub mark: &'static str,
    /// Whether it is about the supplier in question.
    pub highlight: bool,
    /// What it is about.
    pub about: About,
}

//! Spans: how long each thing holds out, and from when to when it is short, on one axis of days.

use crate::about::About;
use monazite::number::Number;
use serde::Serialize;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spans {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// End of the axis, in days.
    pub horizon: f64,
    /// One row a thing.
    pub rows: Vec<Row>,
}

/// One thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Days until the first shortage.
    pub survive: Number,
    /// Days until it is over; the horizon where it is not.
    pub recover: Number,
    /// What both are about.
    pub about: (About, About),
}

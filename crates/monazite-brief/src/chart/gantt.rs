//! What is built when: one row a process, a bar from decision to full output for each decision.

use serde::Serialize;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gantt {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// First and last year.
    pub years: (i32, i32),
    /// Rows in order.
    pub rows: Vec<Row>,
}

/// A process with its decisions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Money in all, in words.
    pub total: String,
    /// Decision, first output, full output, in years.
    pub bars: Vec<[f64; 3]>,
}

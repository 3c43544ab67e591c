//! Sankey: a chain left to right, one column a step, bands as wide as the mass that passes.

use serde::Serialize;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sankey {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Column heads, left to right.
    pub columns: Vec<String>,
    /// Nodes; within a column they are drawn in this order.
    pub nodes: Vec<Node>,
    /// Bands from a node to a node of a later column.
    pub links: Vec<Link>,
}

/// One node.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// Its column.
    pub column: usize,
    /// Its name.
    pub label: String,
    /// Its mass as text.
    pub text: String,
    /// Whether it is the supplier in question.
    pub highlight: bool,
}

/// One band.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link {
    /// Position of its first node.
    pub from: usize,
    /// Position of its last node.
    pub to: usize,
    /// Its mass.
    pub mass: f64,
    /// Shown on hover.
    pub title: String,
}

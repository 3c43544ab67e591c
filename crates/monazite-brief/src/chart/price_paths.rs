//! Price paths: one small panel a form, the price outside with its band, the price inside beside it.

use crate::about::About;
use monazite::number::Number;
use serde::Serialize;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PricePaths {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Price over that of the baseline in each week, among those who ask.
    pub outside: Vec<(Number, About)>,
    /// The largest price that the form is known to have had, where the path goes beyond it: there is no trade, and no number.
    pub ceiling: Option<f64>,
    /// The same inside the supplier; may be empty.
    pub inside: Vec<(Number, About)>,
}

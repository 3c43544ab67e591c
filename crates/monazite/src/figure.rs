//! The tidy result row: one figure, its range, its unit and quality, and what it was computed from.

use crate::datum::{Quality, RowRef};
use serde::Serialize;

/// One figure of a result table. Text fields are empty where they do not apply.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Coalition or country that the question is asked for.
    #[serde(rename = "for")]
    pub for_: String,
    /// Supplier that the question is about.
    pub from: String,
    /// Mineral key.
    pub mineral: String,
    /// Form key.
    pub form: String,
    /// Stage word.
    pub stage: String,
    /// Country that the figure is about (the supplier of a share, the member of a coalition).
    pub country: String,
    /// End use key.
    pub end_use: String,
    /// Year that the figure describes.
    pub year: i32,
    /// Name of the metric.
    pub metric: String,
    /// Central value.
    pub value: f64,
    /// Low end of the range.
    pub low: f64,
    /// High end of the range.
    pub high: f64,
    /// Unit of the three numbers.
    pub unit: String,
    /// Worst quality among the inputs that matter.
    pub quality: Quality,
    /// How it came about; not part of the tidy columns.
    #[serde(skip)]
    pub trace: Trace,
}

/// What a figure was computed from.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Trace {
    /// Rows of the dataset, the most important first.
    pub rows: Vec<RowRef>,
    /// The computed quantities that entered the formula: name, value, unit.
    pub terms: Vec<(String, f64, &'static str)>,
}

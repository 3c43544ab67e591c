//! The tidy result row: one figure, its range, its unit and quality, and what it was computed from.

mod dimension;
mod page;
mod registry;

pub use dimension::Dimension;
pub use page::reference_page;
pub use registry::{ASSESSMENT, DISRUPTION, Entry, FAMILIES, Family, LOSSES};

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

impl Figure {
    /// Short name of the figure within one assessment: metric, mineral, form, stage, country, end use, parted by `/`.
    ///
    /// An empty field is `-`; empty fields at the end are left out: `origin_share/rare_earths/re_ndfeb/processing`.
    /// It is printed beside a figure and accepted by `explain`.
    #[must_use]
    pub fn id(&self) -> String {
        let fields = [&self.metric, &self.mineral, &self.form, &self.stage, &self.country, &self.end_use]
            .map(String::as_str);
        let used = fields.iter().rposition(|f| !f.is_empty()).map_or(0, |last| last + 1);
        fields[..used].iter().map(|f| if f.is_empty() { "-" } else { f }).collect::<Vec<_>>().join("/")
    }
}

/// What a figure was computed from.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Trace {
    /// Rows of the dataset, the most important first.
    pub rows: Vec<RowRef>,
    /// The computed quantities that entered the formula: name, value, unit.
    pub terms: Vec<(String, f64, &'static str)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_keeps_inner_blanks_and_drops_trailing_ones() {
        let figure = Figure {
            for_: "g7-plus".into(),
            from: "CHN".into(),
            mineral: "lithium".into(),
            form: String::new(),
            stage: "processing".into(),
            country: String::new(),
            end_use: String::new(),
            year: 2024,
            metric: "origin_share".into(),
            value: 0.5,
            low: 0.4,
            high: 0.6,
            unit: "share".into(),
            quality: Quality::Observed,
            trace: Trace::default(),
        };
        assert_eq!(figure.id(), "origin_share/lithium/-/processing");
        let by_use = Figure { end_use: "wind".into(), ..figure };
        assert_eq!(by_use.id(), "origin_share/lithium/-/processing/-/wind");
    }
}

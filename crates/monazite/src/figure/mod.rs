//! The tidy result row: one figure, its range, its unit and quality, and what it was computed from.

mod dimension;
mod page;
mod registry;

pub use dimension::Dimension;
pub use page::reference_page;
pub use registry::{ASSESSMENT, DISRUPTION, Entry, FAMILIES, Family, LOSSES};

use crate::datum::{Quality, RowRef};
use crate::estimate::Estimate;
use serde::Serialize;

/// One figure of a result table. Text fields are empty where they do not apply.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Coalition or country that the question is asked for.
    #[serde(rename = "for")]
    pub for_: String,
    /// Supplier that the question is about.
    pub from: String,
    /// Key of the scenario; of no scenario if empty.
    pub scenario: String,
    /// The period of the scenario, counted from 1; `None` for what holds over the horizon, or without a scenario.
    pub week: Option<u32>,
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
    /// Industry key.
    pub industry: String,
    /// Which of several answers to the same question.
    pub method: String,
    /// Year that the figure describes; that of the first day of its period.
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
    /// A figure about all there is: whoever makes it says what it is about.
    #[must_use]
    pub fn of(metric: &str, unit: &str, estimate: Estimate, quality: Quality) -> Self {
        Self {
            for_: String::new(),
            from: String::new(),
            scenario: String::new(),
            week: None,
            mineral: String::new(),
            form: String::new(),
            stage: String::new(),
            country: String::new(),
            end_use: String::new(),
            industry: String::new(),
            method: String::new(),
            year: 0,
            metric: metric.to_owned(),
            value: estimate.value,
            low: estimate.low,
            high: estimate.high,
            unit: unit.to_owned(),
            quality,
            trace: Trace::default(),
        }
    }

    /// Short name of the figure within one answer: metric, mineral, form, stage, country, end use, industry, method, parted
    /// by `/`, and after `@` the week.
    ///
    /// An empty field is `-`; empty fields at the end are left out: `origin_share/rare_earths/re_ndfeb/processing`,
    /// `shortfall/cobalt@12`.
    /// It is printed beside a figure and accepted by `explain`.
    #[must_use]
    pub fn id(&self) -> String {
        let Self { metric, mineral, form, stage, country, end_use, industry, method, .. } = self;
        let fields = [metric, mineral, form, stage, country, end_use, industry, method].map(String::as_str);
        let used = fields.iter().rposition(|f| !f.is_empty()).map_or(0, |last| last + 1);
        let id =
            fields[..used].iter().map(|f| if f.is_empty() { "-" } else { f }).collect::<Vec<_>>().join("/");
        self.week.map_or_else(|| id.clone(), |week| format!("{id}@{week}"))
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
            mineral: "lithium".into(),
            stage: "processing".into(),
            ..Figure::of(
                "origin_share",
                "share",
                Estimate { low: 0.4, value: 0.5, high: 0.6 },
                Quality::Observed,
            )
        };
        assert_eq!(figure.id(), "origin_share/lithium/-/processing");
        let by_use = Figure { end_use: "wind".into(), week: Some(3), ..figure };
        assert_eq!(by_use.id(), "origin_share/lithium/-/processing/-/wind@3");
    }
}

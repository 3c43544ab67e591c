//! One figure of the summaries, of whichever layout.

use super::super::cell::Token;
use super::super::place::Place;
use super::super::tidy::{PLACE, Tidy, VALUE, integer, place, text, value};
use crate::results::{Cell, Header};

/// One published figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The mineral as published, white space tidied and known misprints corrected.
    pub mineral: String,
    /// The part of the chapter: `World Mine Production and Reserves`, `Import Sources`; blank in the layouts before 2026.
    pub section: String,
    /// The country, the world total, or the remainder.
    pub place: Place,
    /// `Production`, `Capacity`, `Reserves`, `Import`, `Net import reliance`, `Import sources 2021-2024`, ...
    pub statistic: String,
    /// What exactly is counted: `Mine production, cobalt content`, `Refinery production`, ...
    pub detail: String,
    /// The unit as published: `metric tons`, `kilograms`, `percent`, ...
    pub unit: String,
    /// First year that the figure is about.
    pub first_year: i32,
    /// Last year that the figure is about; the first year again unless the figure is an average.
    pub last_year: i32,
    /// The figure.
    pub value: Token,
    /// Whether the publisher calls it an estimate.
    pub estimated: bool,
    /// Notes as published.
    pub note: String,
    /// Line in the file.
    pub line: u32,
}

impl Row {
    /// The activity at the head of [`Row::detail`]: `Mine production`, `Refinery production`, `Reserves`, ...
    ///
    /// One mineral may be split over several details (`Mine production, estimated` for the United States,
    /// `Mine production, cobalt content, estimated` for the others); the head is the same for all of them.
    #[must_use]
    pub fn head(&self) -> &str {
        let end = self.detail.find([',', ':', ';', '—', '(']).unwrap_or(self.detail.len());
        self.detail[..end].trim_end()
    }
}

impl Tidy for Row {
    const COLUMNS: &'static [Header] = &[
        text("mineral"),
        text("section"),
        PLACE[0],
        PLACE[1],
        PLACE[2],
        text("qualifier"),
        text("statistic"),
        text("detail"),
        integer("first_year"),
        integer("last_year"),
        VALUE[0],
        VALUE[1],
        VALUE[2],
        VALUE[3],
        text("unit"),
        text("quality"),
        text("note"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let mut cells: Vec<Cell> = vec![self.mineral.as_str().into(), self.section.as_str().into()];
        cells.extend(place(&self.place));
        cells.extend(
            [&self.place.qualifier, &self.statistic, &self.detail].map(|text| Cell::from(text.as_str())),
        );
        cells.extend([self.first_year, self.last_year].map(|year| Cell::from(i64::from(year))));
        cells.extend(value(&self.value));
        let quality = if self.estimated { "estimated" } else { "observed" };
        cells.extend([self.unit.as_str(), quality, self.note.as_str()].map(Cell::from));
        cells
    }
}

//! Years: one row a thing, one cell a year, the share printed in it, the darker the larger.

use crate::chart::scale::share_colours;
use crate::svg::{About, Anchor, INK, MUTED, Svg, fit};

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Share and subject of each year, the first year first; `None` where there is none.
    pub years: Vec<Option<(f64, About)>>,
}

const WIDTH: f64 = 760.0;
const LABEL: f64 = 136.0;
const HEAD: f64 = 24.0;
const ROW: f64 = 26.0;

/// Draws the years.
#[must_use]
pub fn draw(chart: &Years) -> String {
    let height = HEAD + chart.rows.len() as f64 * ROW + 4.0;
    let mut svg = Svg::new(&chart.id, WIDTH, height, &chart.title, &chart.desc);
    let count = chart.rows.iter().map(|r| r.years.len()).max().unwrap_or(0).max(1);
    let cell = (WIDTH - LABEL) / count as f64;
    for (i, year) in (chart.first..).take(count).enumerate() {
        svg.text((LABEL + (i as f64 + 0.5) * cell, 14.0), 11.5, Anchor::Middle, MUTED, &year.to_string());
    }
    for (r, row) in chart.rows.iter().enumerate() {
        let y = HEAD + r as f64 * ROW;
        svg.text((0.0, y + 16.5), 13.0, Anchor::Start, INK, &fit(&row.label, 13.0, LABEL - 8.0));
        for (i, entry) in row.years.iter().enumerate() {
            let Some((share, about)) = entry else { continue };
            let (fill, ink) = share_colours(*share);
            let x = LABEL + i as f64 * cell;
            svg.rect((x, y), (cell - 2.0, ROW - 3.0), &fill, about);
            let middle = (x + cell / 2.0 - 1.0, y + 15.5);
            svg.label(middle, 11.5, false, ink, &format!("{:.0}", 100.0 * share));
        }
    }
    svg.finish()
}

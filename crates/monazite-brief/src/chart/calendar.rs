//! Calendar: one strip a row, one narrow cell a week, the darker the shorter. Numbers stand in the table beside it.

use crate::chart::scale::share_colours;
use crate::svg::{About, Anchor, GRID, INK, MUTED, Svg, fit};

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Rows, top to bottom.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Share and subject of each week, the first week first.
    pub weeks: Vec<(f64, About)>,
    /// Printed at the end of the strip.
    pub end: String,
}

const WIDTH: f64 = 760.0;
const LABEL: f64 = 136.0;
const END: f64 = 118.0;
const HEAD: f64 = 30.0;
const ROW: f64 = 27.0;
/// Weeks between two marks of the axis.
const MARK: usize = 13;

/// Draws a calendar.
#[must_use]
pub fn draw(chart: &Calendar) -> String {
    let bottom = HEAD + chart.rows.len() as f64 * ROW;
    let weeks = chart.rows.iter().map(|r| r.weeks.len()).max().unwrap_or(0).max(1);
    let mut svg = Svg::new(&chart.id, WIDTH, bottom + 44.0, &chart.title, &chart.desc);
    let length = WIDTH - LABEL - END;
    let x = |week: usize| LABEL + length * week as f64 / weeks as f64;
    for week in (0..=weeks).step_by(MARK) {
        svg.line((x(week), HEAD - 6.0), (x(week), bottom), GRID, 1.0);
        let text = if week == 0 { "week 1".to_owned() } else { week.to_string() };
        svg.text((x(week), HEAD - 11.0), 11.0, Anchor::Middle, MUTED, &text);
    }
    svg.text((WIDTH, HEAD - 11.0), 11.0, Anchor::End, MUTED, "worst week");
    for (r, row) in chart.rows.iter().enumerate() {
        let y = HEAD + r as f64 * ROW;
        svg.text((0.0, y + 17.0), 13.5, Anchor::Start, INK, &fit(&row.label, 13.5, LABEL - 8.0));
        for (week, (share, about)) in row.weeks.iter().enumerate() {
            // Half a pixel of overlap, so that no seam shows between cells.
            let size = (x(week + 1) - x(week) + 0.5, ROW - 5.0);
            svg.rect((x(week), y + 1.0), size, &share_colours(*share).0, about);
        }
        svg.text((WIDTH, y + 17.0), 12.5, Anchor::End, INK, &row.end);
    }
    let (step, y) = (26.0, bottom + 12.0);
    for i in 0..10 {
        let (ground, _) = share_colours((f64::from(i) + 0.5) / 10.0);
        svg.rect((LABEL + f64::from(i) * step, y), (step, 9.0), &ground, &About::default());
    }
    for (at, text) in [(0.0, "0"), (5.0, "50"), (10.0, "100 % of need unmet")] {
        let anchor = if at < 10.0 { Anchor::Middle } else { Anchor::Start };
        let x = if at < 10.0 { LABEL + at * step } else { LABEL + at * step - 10.0 };
        svg.text((x, y + 23.0), 11.0, anchor, MUTED, text);
    }
    svg.finish()
}

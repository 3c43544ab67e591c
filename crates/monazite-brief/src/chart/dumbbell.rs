//! Dumbbells: two shares of one thing on one axis, each with its range, and what lies between them.

use crate::number::Number;
use crate::svg::{About, Anchor, DIRECT, GRID, INK, MUTED, SUPPLIER, Svg, fit};

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Dumbbells {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Names of the ring and of the dot.
    pub names: (String, String),
    /// One row a thing.
    pub rows: Vec<Row>,
}

/// One pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// What it belongs to, in small print.
    pub group: String,
    /// The ring.
    pub first: Number,
    /// The dot.
    pub second: Number,
    /// Worst quality mark of the two.
    pub mark: &'static str,
    /// What ring and dot are about.
    pub about: (About, About),
}

const WIDTH: f64 = 760.0;
const LABEL: f64 = 236.0;
const FIGURE: f64 = 208.0;
const HEAD: f64 = 46.0;
const ROW: f64 = 34.0;

/// Draws dumbbells on an axis from 0 to 100 %.
#[must_use]
pub fn draw(chart: &Dumbbells) -> String {
    let bottom = HEAD + chart.rows.len() as f64 * ROW;
    let mut svg = Svg::new(&chart.id, WIDTH, bottom + 22.0, &chart.title, &chart.desc);
    let length = WIDTH - LABEL - FIGURE;
    let x = |share: f64| LABEL + length * share.clamp(0.0, 1.0);
    for tick in 0..=4 {
        let share = f64::from(tick) / 4.0;
        svg.line((x(share), HEAD - 6.0), (x(share), bottom), GRID, 1.0);
        svg.text((x(share), bottom + 16.0), 11.0, Anchor::Middle, MUTED, &format!("{} %", tick * 25));
    }
    svg.dot((LABEL + 6.0, 13.0), 5.0, DIRECT, false, &About::default());
    svg.text((LABEL + 18.0, 17.5), 12.5, Anchor::Start, INK, &chart.names.0);
    svg.dot((LABEL + 6.0 + length / 2.0, 13.0), 5.0, SUPPLIER, true, &About::default());
    svg.text((LABEL + 18.0 + length / 2.0, 17.5), 12.5, Anchor::Start, INK, &chart.names.1);
    let (left, right) = (WIDTH - 108.0, WIDTH);
    svg.bold((left, HEAD - 12.0), 11.5, Anchor::End, DIRECT, &chart.names.0);
    svg.bold((right, HEAD - 12.0), 11.5, Anchor::End, SUPPLIER, &chart.names.1);
    for (i, row) in chart.rows.iter().enumerate() {
        let y = HEAD + (i as f64 + 0.5) * ROW;
        svg.text((0.0, y - 1.0), 13.0, Anchor::Start, INK, &fit(&row.label, 13.0, LABEL - 14.0));
        svg.text((0.0, y + 12.5), 11.0, Anchor::Start, MUTED, &fit(&row.group, 11.0, LABEL - 14.0));
        svg.line((x(row.first.low), y + 5.0), (x(row.first.high), y + 5.0), DIRECT, 1.5);
        svg.line((x(row.second.low), y - 5.0), (x(row.second.high), y - 5.0), SUPPLIER, 1.5);
        svg.line((x(row.first.value), y), (x(row.second.value), y), MUTED, 3.0);
        svg.dot((x(row.first.value), y), 5.0, DIRECT, false, &row.about.0);
        svg.dot((x(row.second.value), y), 5.0, SUPPLIER, true, &row.about.1);
        svg.bold((left, y - 1.0), 13.0, Anchor::End, INK, &row.first.value());
        svg.text((left, y + 12.0), 11.0, Anchor::End, MUTED, &row.first.short_range());
        svg.bold((right, y - 1.0), 13.0, Anchor::End, INK, &row.second.value());
        svg.text(
            (right, y + 12.0),
            11.0,
            Anchor::End,
            MUTED,
            &format!("{} {}", row.second.short_range(), row.mark),
        );
    }
    svg.finish()
}

//! What is built when: one row a process, a bar from decision to full output for each decision.

use crate::svg::{About, Anchor, DIRECT, GRID, INK, MUTED, OTHER, Svg, fit};

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Money in all, in words.
    pub total: String,
    /// Decision, first output, full output, in years.
    pub bars: Vec<[f64; 3]>,
}

const WIDTH: f64 = 760.0;
const LABEL: f64 = 220.0;
const TOTAL: f64 = 170.0;
const ROW: f64 = 22.0;
const HEAD: f64 = 22.0;
const SIZE: f64 = 12.0;

/// Draws a Gantt chart.
#[must_use]
pub fn draw(gantt: &Gantt) -> String {
    let height = HEAD + gantt.rows.len() as f64 * ROW + 6.0;
    let mut svg = Svg::new(&gantt.id, WIDTH, height, &gantt.title, &gantt.desc);
    let (first, last) = (f64::from(gantt.years.0), f64::from(gantt.years.1) + 1.0);
    let x = |year: f64| LABEL + (WIDTH - LABEL - TOTAL) * ((year - first) / (last - first)).clamp(0.0, 1.0);
    for year in (gantt.years.0..=gantt.years.1).step_by(2) {
        let at = x(f64::from(year));
        svg.line((at, HEAD - 4.0), (at, height - 4.0), GRID, 1.0);
        svg.text((at, 12.0), SIZE, Anchor::Start, MUTED, &year.to_string());
    }
    for (i, row) in gantt.rows.iter().enumerate() {
        let top = HEAD + i as f64 * ROW;
        svg.text((LABEL - 8.0, top + 14.0), SIZE, Anchor::End, INK, &fit(&row.label, SIZE, LABEL - 12.0));
        for &[decided, begins, full] in &row.bars {
            let about =
                About::words(&format!("{}: decided {decided:.0}, first output {begins:.1}", row.label));
            svg.block((x(decided), top + 4.0), (x(begins) - x(decided), ROW - 8.0), OTHER, &about);
            svg.block((x(begins), top + 4.0), (x(full) - x(begins), ROW - 8.0), DIRECT, &about);
        }
        svg.text((WIDTH, top + 14.0), SIZE, Anchor::End, MUTED, &row.total);
    }
    svg.finish()
}

//! Spans: how long each thing holds out, and from when to when it is short, on one axis of days.

use crate::number::Number;
use crate::svg::{About, Anchor, DIRECT, GRID, INK, MUTED, SUPPLIER, Svg, fit};

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Spans {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// End of the axis, in days.
    pub horizon: f64,
    /// One row a thing.
    pub rows: Vec<Row>,
}

/// One thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Days until the first shortage.
    pub survive: Number,
    /// Days until it is over; the horizon where it is not.
    pub recover: Number,
    /// What both are about.
    pub about: (About, About),
}

const WIDTH: f64 = 760.0;
const LABEL: f64 = 150.0;
const FIGURE: f64 = 190.0;
const HEAD: f64 = 44.0;
const ROW: f64 = 30.0;
/// Days between two marks of the axis.
const MARK: f64 = 91.0;

/// Draws spans.
#[must_use]
pub fn draw(chart: &Spans) -> String {
    let bottom = HEAD + chart.rows.len() as f64 * ROW;
    let mut svg = Svg::new(&chart.id, WIDTH, bottom + 22.0, &chart.title, &chart.desc);
    let length = WIDTH - LABEL - FIGURE;
    let x = |days: f64| LABEL + length * (days / chart.horizon).clamp(0.0, 1.0);
    let mut day = 0.0;
    while day <= chart.horizon {
        svg.line((x(day), HEAD - 6.0), (x(day), bottom), GRID, 1.0);
        svg.text((x(day), bottom + 16.0), 11.0, Anchor::Middle, MUTED, &format!("{day:.0} d"));
        day += MARK;
    }
    svg.dot((LABEL + 6.0, 13.0), 5.0, DIRECT, false, &About::default());
    svg.text((LABEL + 18.0, 17.5), 12.5, Anchor::Start, INK, "first shortage");
    svg.block((LABEL + 130.0, 9.0), (26.0, 8.0), SUPPLIER, &About::default());
    svg.text((LABEL + 164.0, 17.5), 12.5, Anchor::Start, INK, "short until");
    svg.bold((WIDTH - 96.0, HEAD - 12.0), 11.5, Anchor::End, DIRECT, "survives");
    svg.bold((WIDTH, HEAD - 12.0), 11.5, Anchor::End, SUPPLIER, "recovers");
    for (i, row) in chart.rows.iter().enumerate() {
        let y = HEAD + (i as f64 + 0.5) * ROW;
        svg.text((0.0, y + 5.0), 13.0, Anchor::Start, INK, &fit(&row.label, 13.0, LABEL - 12.0));
        let (from, to) = (x(row.survive.value), x(row.recover.value));
        svg.block((from, y - 4.0), (to - from, 8.0), SUPPLIER, &row.about.1);
        svg.line((x(row.survive.low), y + 8.0), (x(row.survive.high), y + 8.0), DIRECT, 1.5);
        svg.line((x(row.recover.low), y - 8.0), (x(row.recover.high), y - 8.0), SUPPLIER, 1.5);
        svg.dot((from, y), 5.0, DIRECT, false, &row.about.0);
        for (number, end) in [(&row.survive, WIDTH - 96.0), (&row.recover, WIDTH)] {
            let (days, range) = words(number, chart.horizon);
            svg.bold((end, y - 1.0), 12.5, Anchor::End, INK, &days);
            svg.text((end, y + 11.5), 11.0, Anchor::End, MUTED, &range);
        }
    }
    svg.finish()
}

/// Days and their range. A time equal to the horizon means: not within it.
fn words(number: &Number, horizon: f64) -> (String, String) {
    let day = |days: f64| if days >= horizon { format!("> {days:.0}") } else { format!("{days:.0}") };
    let range = if number.low >= horizon {
        "in every draw".to_owned()
    } else {
        format!("{}–{}", day(number.low), day(number.high))
    };
    (format!("{} d", day(number.value)), range)
}

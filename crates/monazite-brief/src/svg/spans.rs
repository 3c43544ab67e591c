//! How [`crate::chart::spans`] is drawn.

use super::canvas::{Anchor, Svg};
use super::paint::{DIRECT, GRID, INK, MUTED, SUPPLIER};
use super::room::Room;
use super::text::fit;
use crate::about::About;
use crate::chart::spans::Spans;
use monazite::number::Number;

const HEAD: f64 = 44.0;
const ROW: f64 = 30.0;

/// Draws spans.
pub(super) fn draw(chart: &Spans, room: Room) -> String {
    let width = room.pick(760.0, 360.0);
    let label = room.pick(150.0, 88.0);
    let figure = room.pick(190.0, 142.0);
    let mark = room.pick(91.0, 182.0);
    let (second, size) = room.pick((96.0, 13.0), (78.0, 12.0));
    let key = room.pick(label, 0.0);
    let bottom = HEAD + chart.rows.len() as f64 * ROW;
    let mut svg = Svg::new(&room.id(&chart.id), width, bottom + 22.0, &chart.title, &chart.desc);
    let length = width - label - figure;
    let x = |days: f64| label + length * (days / chart.horizon).clamp(0.0, 1.0);
    let mut day = 0.0;
    while day <= chart.horizon {
        svg.line((x(day), HEAD - 6.0), (x(day), bottom), GRID, 1.0);
        svg.text((x(day), bottom + 16.0), 11.0, Anchor::Middle, MUTED, &format!("{day:.0} d"));
        day += mark;
    }
    svg.dot((key + 6.0, 13.0), 5.0, DIRECT, false, &About::default());
    svg.text((key + 18.0, 17.5), 12.5, Anchor::Start, INK, "first shortage");
    svg.block((key + 130.0, 9.0), (26.0, 8.0), SUPPLIER, &About::default());
    svg.text((key + 164.0, 17.5), 12.5, Anchor::Start, INK, "short until");
    svg.bold((width - second, HEAD - 12.0), 11.5, Anchor::End, DIRECT, "survives");
    svg.bold((width, HEAD - 12.0), 11.5, Anchor::End, SUPPLIER, "recovers");
    for (i, row) in chart.rows.iter().enumerate() {
        let y = HEAD + (i as f64 + 0.5) * ROW;
        svg.text(
            (0.0, y + 5.0),
            size,
            Anchor::Start,
            INK,
            &fit(&row.label, size, label - room.pick(12.0, 4.0)),
        );
        let (from, to) = (x(row.survive.value), x(row.recover.value));
        svg.block((from, y - 4.0), (to - from, 8.0), SUPPLIER, &row.about.1);
        svg.line((x(row.survive.low), y + 8.0), (x(row.survive.high), y + 8.0), DIRECT, 1.5);
        svg.line((x(row.recover.low), y - 8.0), (x(row.recover.high), y - 8.0), SUPPLIER, 1.5);
        svg.dot((from, y), 5.0, DIRECT, false, &row.about.0);
        for (number, end) in [(&row.survive, width - second), (&row.recover, width)] {
            let (days, range) = words(number, chart.horizon);
            svg.bold((end, y - 1.0), 12.5, Anchor::End, INK, &days);
            svg.text((end, y + 11.5), 11.0, Anchor::End, MUTED, &range);
        }
    }
    svg.finish()
}

/// Days and their range. A time equal to the horizon means: not within it.
fn words(number: &Number, horizon: f64) -> (String, String) {
    let day = |days: f64| if days >= horizon { format!("> {horizon:.0}") } else { format!("{days:.0}") };
    let range = if number.low >= horizon {
        "in every draw".to_owned()
    } else {
        format!("{}–{}", day(number.low), day(number.high))
    };
    (format!("{} d", day(number.value)), range)
}

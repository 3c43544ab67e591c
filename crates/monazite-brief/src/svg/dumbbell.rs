//! How [`crate::chart::dumbbell`] is drawn.

use super::canvas::{Anchor, Svg};
use super::paint::{DIRECT, GRID, INK, MUTED, SUPPLIER};
use super::room::Room;
use super::text::fit;
use crate::about::About;
use crate::chart::dumbbell::Dumbbells;

const HEAD: f64 = 46.0;
const ROW: f64 = 34.0;

/// Draws dumbbells on an axis from 0 to 100 %.
pub(super) fn draw(chart: &Dumbbells, room: Room) -> String {
    let width = room.pick(760.0, 360.0);
    let label = room.pick(236.0, 120.0);
    let figure = room.pick(208.0, 124.0);
    let (size, second) = room.pick((13.0, 108.0), (12.0, 66.0));
    let bottom = HEAD + chart.rows.len() as f64 * ROW;
    let mut svg = Svg::new(&room.id(&chart.id), width, bottom + 22.0, &chart.title, &chart.desc);
    let length = width - label - figure;
    let x = |share: f64| label + length * share.clamp(0.0, 1.0);
    for tick in (0..=4).step_by(room.pick(1, 2)) {
        let share = f64::from(tick) / 4.0;
        svg.line((x(share), HEAD - 6.0), (x(share), bottom), GRID, 1.0);
        svg.text((x(share), bottom + 16.0), 11.0, Anchor::Middle, MUTED, &format!("{} %", tick * 25));
    }
    svg.dot((label + 6.0, 13.0), 5.0, DIRECT, false, &About::default());
    svg.text((label + 18.0, 17.5), 12.5, Anchor::Start, INK, &chart.names.0);
    svg.dot((label + 6.0 + length / 2.0, 13.0), 5.0, SUPPLIER, true, &About::default());
    svg.text((label + 18.0 + length / 2.0, 17.5), 12.5, Anchor::Start, INK, &chart.names.1);
    let (left, right) = (width - second, width);
    svg.bold((left, HEAD - 12.0), 11.5, Anchor::End, DIRECT, &chart.names.0);
    svg.bold((right, HEAD - 12.0), 11.5, Anchor::End, SUPPLIER, &chart.names.1);
    for (i, row) in chart.rows.iter().enumerate() {
        let y = HEAD + (i as f64 + 0.5) * ROW;
        svg.text(
            (0.0, y - 1.0),
            size,
            Anchor::Start,
            INK,
            &fit(&row.label, size, label - room.pick(14.0, 6.0)),
        );
        svg.text((0.0, y + 12.5), 11.0, Anchor::Start, MUTED, &fit(&row.group, 11.0, label - 14.0));
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

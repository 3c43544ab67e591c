//! How [`crate::chart::gantt`] is drawn.

use super::canvas::{Anchor, Svg};
use super::paint::{DIRECT, GRID, INK, MUTED, OTHER};
use super::room::Room;
use super::text::fit;
use crate::about::About;
use crate::chart::gantt::Gantt;

const ROW: f64 = 22.0;
const HEAD: f64 = 22.0;

/// Draws a Gantt chart.
pub(super) fn draw(gantt: &Gantt, room: Room) -> String {
    let width = room.pick(760.0, 360.0);
    let label = room.pick(220.0, 112.0);
    let total = room.pick(170.0, 104.0);
    let size = room.pick(12.0, 10.5);
    let height = HEAD + gantt.rows.len() as f64 * ROW + 6.0;
    let mut svg = Svg::new(&room.id(&gantt.id), width, height, &gantt.title, &gantt.desc);
    let (first, last) = (f64::from(gantt.years.0), f64::from(gantt.years.1) + 1.0);
    let x = |year: f64| label + (width - label - total) * ((year - first) / (last - first)).clamp(0.0, 1.0);
    for year in (gantt.years.0..=gantt.years.1).step_by(room.pick(2, 5)) {
        let at = x(f64::from(year));
        svg.line((at, HEAD - 4.0), (at, height - 4.0), GRID, 1.0);
        svg.text((at, 12.0), size, Anchor::Start, MUTED, &year.to_string());
    }
    for (i, row) in gantt.rows.iter().enumerate() {
        let top = HEAD + i as f64 * ROW;
        svg.text((label - 8.0, top + 14.0), size, Anchor::End, INK, &fit(&row.label, size, label - 12.0));
        for &[decided, begins, full] in &row.bars {
            let about =
                About::words(&format!("{}: decided {decided:.0}, first output {begins:.1}", row.label));
            svg.block((x(decided), top + 4.0), (x(begins) - x(decided), ROW - 8.0), OTHER, &about);
            svg.block((x(begins), top + 4.0), (x(full) - x(begins), ROW - 8.0), DIRECT, &about);
        }
        svg.text((width, top + 14.0), size, Anchor::End, MUTED, &row.total);
    }
    svg.finish()
}

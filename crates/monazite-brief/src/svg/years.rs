//! How [`crate::chart::years`] is drawn.

use super::canvas::{Anchor, Svg};
use super::paint::{INK, MUTED};
use super::room::Room;
use super::scale::share_colours;
use super::text::fit;
use crate::chart::years::Years;

const HEAD: f64 = 24.0;
const ROW: f64 = 26.0;

/// Draws the years.
pub(super) fn draw(chart: &Years, room: Room) -> String {
    let width = room.pick(760.0, 360.0);
    let label = room.pick(136.0, 84.0);
    let named = |year: i32| room.pick(year, year % 100).to_string();
    let size = room.pick(11.5, 10.5);
    let height = HEAD + chart.rows.len() as f64 * ROW + 4.0;
    let mut svg = Svg::new(&room.id(&chart.id), width, height, &chart.title, &chart.desc);
    let count = chart.rows.iter().map(|r| r.years.len()).max().unwrap_or(0).max(1);
    let cell = (width - label) / count as f64;
    for (i, year) in (chart.first..).take(count).enumerate() {
        svg.text((label + (i as f64 + 0.5) * cell, 14.0), 11.5, Anchor::Middle, MUTED, &named(year));
    }
    for (r, row) in chart.rows.iter().enumerate() {
        let y = HEAD + r as f64 * ROW;
        svg.text((0.0, y + 16.5), 13.0, Anchor::Start, INK, &fit(&row.label, 13.0, label - 8.0));
        for (i, entry) in row.years.iter().enumerate() {
            let Some((share, about)) = entry else { continue };
            let (fill, ink) = share_colours(*share);
            let x = label + i as f64 * cell;
            svg.rect((x, y), (cell - 2.0, ROW - 3.0), &fill, about);
            let middle = (x + cell / 2.0 - 1.0, y + 15.5);
            svg.label(middle, size, false, ink, &format!("{:.0}", 100.0 * share));
        }
    }
    svg.finish()
}

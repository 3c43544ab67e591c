//! How [`crate::chart::ranked_bars`] is drawn.

use super::canvas::{Anchor, Svg};
use super::paint::{BENCHMARK, GRID, INK, MUTED, OTHER, SUPPLIER};
use super::room::Room;
use super::text::{fit, text_width};
use crate::chart::ranked_bars::{RankedBars, Row};

const ROW: f64 = 26.0;
/// Added to a row that has something in small print.
const GROUP: f64 = 10.0;
const SIZE: f64 = 13.0;
const RANGE: f64 = 11.5;
/// Some fonts run wider than the one that is measured.
const FONTS: f64 = 1.12;

/// Draws ranked bars.
pub(super) fn draw(bars: &RankedBars, room: Room) -> String {
    let width = bars.width.min(room.pick(f64::INFINITY, 360.0));
    let head = if bars.benchmark.is_some() { 18.0 } else { 4.0 };
    let step = ROW + if bars.rows.iter().any(|r| !r.group.is_empty()) { GROUP } else { 0.0 };
    let is_mixed = bars.rows.iter().any(|r| !r.highlight);
    let height = head + bars.rows.len() as f64 * step + 4.0;
    let mut svg = Svg::new(&room.id(&bars.id), width, height, &bars.title, &bars.desc);
    let (label, figure) = if width > 600.0 {
        // A chart of its own row has room for its longest name; panels side by side share one axis.
        let longest = bars.rows.iter().map(|r| text_width(&r.label, SIZE)).fold(0.0, f64::max);
        ((longest * FONTS + 12.0).clamp(width * 0.28, width * 0.4), 190.0)
    } else {
        (width * 0.28, 122.0)
    };
    let length = width - label - figure;
    let end = bars
        .end
        .unwrap_or_else(|| bars.rows.iter().map(|r| r.number.high.max(r.number.value)).fold(0.0, f64::max));
    // Where a number and its range do not fit beside each other, the range stands below.
    let range = |row: &Row| format!("{} {}", row.number.short_range(), row.mark);
    let beside = |row: &Row| {
        (text_width(&row.number.value(), SIZE) + text_width(&range(row), RANGE)) * FONTS + 8.0
            <= figure - 12.0
    };
    let is_stacked = !bars.rows.iter().all(beside);
    let x = |value: f64| label + length * if end > 0.0 { (value / end).clamp(0.0, 1.0) } else { 0.0 };
    svg.line((label, head - 2.0), (label, height - 4.0), GRID, 1.0);
    for (i, row) in bars.rows.iter().enumerate() {
        let y = head + i as f64 * step + (step - ROW) / 2.0;
        let paint = if row.highlight { SUPPLIER } else { OTHER };
        let lift = if row.group.is_empty() { 0.0 } else { 5.0 };
        let name = fit(&row.label, SIZE, label - 10.0);
        if row.highlight && is_mixed {
            svg.bold((label - 8.0, y + 17.0 - lift), SIZE, Anchor::End, SUPPLIER, &name);
        } else {
            svg.text((label - 8.0, y + 17.0 - lift), SIZE, Anchor::End, INK, &name);
        }
        svg.text((label - 8.0, y + 24.5), 11.0, Anchor::End, MUTED, &fit(&row.group, 11.0, label - 10.0));
        svg.block((label, y + 6.0), (x(row.number.value) - label, 14.0), paint, &row.about);
        whisker(&mut svg, x(row.number.low), x(row.number.high), y + 13.0);
        let at = width - figure + 12.0;
        if is_stacked {
            svg.bold((width, y + 12.0), SIZE, Anchor::End, INK, &row.number.value());
            svg.text((width, y + 23.5), RANGE, Anchor::End, MUTED, &range(row));
        } else {
            svg.bold((at, y + 17.5), SIZE, Anchor::Start, INK, &row.number.value());
            svg.text((width, y + 17.5), RANGE, Anchor::End, MUTED, &range(row));
        }
    }
    if let Some((value, name)) = &bars.benchmark {
        svg.dashes((x(*value), head - 4.0), (x(*value), height - 4.0), BENCHMARK);
        svg.text((x(*value), 10.0), 11.0, Anchor::Middle, BENCHMARK, name);
    }
    svg.finish()
}

fn whisker(svg: &mut Svg, low: f64, high: f64, y: f64) {
    if high - low < 1.0 {
        return;
    }
    svg.line((low, y), (high, y), INK, 1.25);
    svg.line((low, y - 3.5), (low, y + 3.5), INK, 1.25);
    svg.line((high, y - 3.5), (high, y + 3.5), INK, 1.25);
}

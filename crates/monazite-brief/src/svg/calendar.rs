//! How [`crate::chart::calendar`] is drawn.

use super::canvas::{Anchor, Svg};
use super::paint::{GRID, INK, MUTED};
use super::room::Room;
use super::scale::share_colours;
use super::text::fit;
use crate::about::About;
use crate::chart::calendar::Calendar;

const HEAD: f64 = 30.0;
const ROW: f64 = 27.0;

/// Draws a calendar.
pub(super) fn draw(chart: &Calendar, room: Room) -> String {
    let width = room.pick(760.0, 360.0);
    let label = room.pick(136.0, 88.0);
    let end = room.pick(118.0, 94.0);
    let mark = room.pick(13, 26);
    let (text, last) = room.pick((13.5, 12.5), (12.0, 11.0));
    let key = room.pick(label, 6.0);
    let bottom = HEAD + chart.rows.len() as f64 * ROW;
    let weeks = chart.rows.iter().map(|r| r.weeks.len()).max().unwrap_or(0).max(1);
    let mut svg = Svg::new(&room.id(&chart.id), width, bottom + 44.0, &chart.title, &chart.desc);
    let length = width - label - end;
    let x = |week: usize| label + length * week as f64 / weeks as f64;
    for week in (0..=weeks).step_by(mark) {
        svg.line((x(week), HEAD - 6.0), (x(week), bottom), GRID, 1.0);
        let text = if week == 0 { "week 1".to_owned() } else { week.to_string() };
        svg.text((x(week), HEAD - 11.0), 11.0, Anchor::Middle, MUTED, &text);
    }
    svg.text((width, HEAD - 11.0), 11.0, Anchor::End, MUTED, "worst week");
    for (r, row) in chart.rows.iter().enumerate() {
        let y = HEAD + r as f64 * ROW;
        svg.text(
            (0.0, y + 17.0),
            text,
            Anchor::Start,
            INK,
            &fit(&row.label, text, label - room.pick(8.0, 3.0)),
        );
        for (week, (share, about)) in row.weeks.iter().enumerate() {
            // Half a pixel of overlap, so that no seam shows between cells.
            let size = (x(week + 1) - x(week) + 0.5, ROW - 5.0);
            svg.rect((x(week), y + 1.0), size, &share_colours(*share).0, about);
        }
        svg.text((width, y + 17.0), last, Anchor::End, INK, &row.end);
    }
    let (step, y) = (room.pick(26.0, 20.0), bottom + 12.0);
    for i in 0..10 {
        let (ground, _) = share_colours((f64::from(i) + 0.5) / 10.0);
        svg.rect((key + f64::from(i) * step, y), (step, 9.0), &ground, &About::default());
    }
    for (at, text) in [(0.0, "0"), (5.0, "50"), (10.0, "100 % of need")] {
        let anchor = if at < 10.0 { Anchor::Middle } else { Anchor::Start };
        let x = key + at * step - if at < 10.0 { 0.0 } else { 10.0 };
        svg.text((x, y + 23.0), 11.0, anchor, MUTED, text);
    }
    svg.finish()
}

//! How [`crate::chart::heat_map`] is drawn.

use super::canvas::{Anchor, Svg};
use super::paint::{GRID, INK, MUTED};
use super::room::Room;
use super::scale::share_colours;
use super::text::{fit, wrap};
use crate::about::About;
use crate::chart::heat_map::{Cell, HeatMap};

const ROW: f64 = 40.0;
const SPACE: f64 = 3.0;

/// Draws a heat map.
pub(super) fn draw(map: &HeatMap, room: Room) -> String {
    let width = room.pick(760.0, 360.0);
    let label = room.pick(138.0, 84.0);
    let head = room.pick(44.0, 60.0);
    let (size_of_head, text) = room.pick((13.0, 14.0), (11.5, 12.0));
    let rows = map.rows.len() as f64;
    let height = head + rows * ROW + room.pick(46.0, 66.0);
    let mut svg = Svg::new(&room.id(&map.id), width, height, &map.title, &map.desc);
    let cell_width = (width - label) / map.columns.len().max(1) as f64;
    for (c, column) in map.columns.iter().enumerate() {
        let x = label + (c as f64 + 0.5) * cell_width;
        let lines = wrap(column, size_of_head, cell_width - 8.0);
        for (i, line) in lines.iter().enumerate() {
            let y = head - 12.0 - 15.0 * (lines.len() - 1 - i) as f64;
            svg.bold((x, y), size_of_head, Anchor::Middle, INK, line);
        }
    }
    for (r, row) in map.rows.iter().enumerate() {
        let y = head + r as f64 * ROW;
        svg.text(
            (0.0, y + 24.0),
            text,
            Anchor::Start,
            INK,
            &fit(&row.label, text, label - room.pick(10.0, 4.0)),
        );
        for (c, cell) in row.cells.iter().enumerate() {
            let corner = (label + c as f64 * cell_width + SPACE / 2.0, y + SPACE / 2.0);
            let size = (cell_width - SPACE, ROW - SPACE);
            match cell {
                Some(cell) => draw_cell(&mut svg, corner, size, cell),
                None => {
                    let middle = corner.1 + size.1 / 2.0;
                    svg.line(
                        (corner.0 + size.0 / 2.0 - 6.0, middle),
                        (corner.0 + size.0 / 2.0 + 6.0, middle),
                        GRID,
                        1.5,
                    );
                }
            }
        }
    }
    draw_key(&mut svg, (label + SPACE / 2.0, head + rows * ROW + 16.0), room);
    svg.finish()
}

fn draw_cell(svg: &mut Svg, corner: (f64, f64), size: (f64, f64), cell: &Cell) {
    let (ground, ink) = share_colours(cell.number.value);
    svg.rect(corner, size, &ground, &cell.about);
    if cell.hatched {
        svg.hatch(corner, size, &cell.about);
    }
    let x = corner.0 + size.0 / 2.0;
    svg.label((x, corner.1 + 17.0), 15.0, true, ink, &cell.number.value());
    svg.label(
        (x, corner.1 + 31.5),
        11.0,
        false,
        ink,
        &format!("{} {}", cell.number.short_range(), cell.mark),
    );
}

fn draw_key(svg: &mut Svg, (start, y): (f64, f64), room: Room) {
    let step = 26.0;
    for i in 0..10 {
        let (ground, _) = share_colours((f64::from(i) + 0.5) / 10.0);
        svg.rect((start + f64::from(i) * step, y), (step, 9.0), &ground, &About::default());
    }
    for (at, text) in [(0.0, "0"), (5.0, "50"), (10.0, "100 %")] {
        svg.text((start + at * step, y + 23.0), 11.0, Anchor::Middle, MUTED, text);
    }
    let (left, y) = room.pick((start + 330.0, y), (start, y + 34.0));
    svg.rect((left, y), (step, 9.0), &share_colours(0.75).0, &About::default());
    svg.hatch((left, y), (step, 9.0), &About::default());
    svg.text((left + 34.0, y + 9.0), 11.0, Anchor::Start, MUTED, "hatched: assumed or unverified input");
}

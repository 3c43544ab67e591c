//! Heat map: rows by columns, a share a cell, the number and its range printed in the cell.

use crate::chart::scale::share_colours;
use crate::number::Number;
use crate::svg::{About, Anchor, GRID, INK, MUTED, Svg, fit, wrap};

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatMap {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Column heads, left to right.
    pub columns: Vec<String>,
    /// Rows, top to bottom.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// One entry a column; `None` where there is no figure.
    pub cells: Vec<Option<Cell>>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The share.
    pub number: Number,
    /// Quality mark printed beside the range.
    pub mark: &'static str,
    /// Whether the cell is hatched: known worse than estimated.
    pub hatched: bool,
    /// What it is about.
    pub about: About,
}

const WIDTH: f64 = 760.0;
const LABEL: f64 = 138.0;
const HEAD: f64 = 44.0;
const ROW: f64 = 40.0;
const SPACE: f64 = 3.0;

/// Draws a heat map.
#[must_use]
pub fn draw(map: &HeatMap) -> String {
    let rows = map.rows.len() as f64;
    let height = HEAD + rows * ROW + 46.0;
    let mut svg = Svg::new(&map.id, WIDTH, height, &map.title, &map.desc);
    let cell_width = (WIDTH - LABEL) / map.columns.len().max(1) as f64;
    for (c, column) in map.columns.iter().enumerate() {
        let x = LABEL + (c as f64 + 0.5) * cell_width;
        let lines = wrap(column, 13.0, cell_width - 8.0);
        for (i, line) in lines.iter().enumerate() {
            let y = HEAD - 12.0 - 15.0 * (lines.len() - 1 - i) as f64;
            svg.bold((x, y), 13.0, Anchor::Middle, INK, line);
        }
    }
    for (r, row) in map.rows.iter().enumerate() {
        let y = HEAD + r as f64 * ROW;
        svg.text((0.0, y + 24.0), 14.0, Anchor::Start, INK, &fit(&row.label, 14.0, LABEL - 10.0));
        for (c, cell) in row.cells.iter().enumerate() {
            let corner = (LABEL + c as f64 * cell_width + SPACE / 2.0, y + SPACE / 2.0);
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
    draw_key(&mut svg, HEAD + rows * ROW + 16.0);
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

fn draw_key(svg: &mut Svg, y: f64) {
    let (step, start) = (26.0, LABEL + SPACE / 2.0);
    for i in 0..10 {
        let (ground, _) = share_colours((f64::from(i) + 0.5) / 10.0);
        svg.rect((start + f64::from(i) * step, y), (step, 9.0), &ground, &About::default());
    }
    for (at, text) in [(0.0, "0"), (5.0, "50"), (10.0, "100 %")] {
        svg.text((start + at * step, y + 23.0), 11.0, Anchor::Middle, MUTED, text);
    }
    svg.rect((start + 330.0, y), (step, 9.0), &share_colours(0.75).0, &About::default());
    svg.hatch((start + 330.0, y), (step, 9.0), &About::default());
    svg.text((start + 364.0, y + 9.0), 11.0, Anchor::Start, MUTED, "hatched: assumed or unverified input");
}

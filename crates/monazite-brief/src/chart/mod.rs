//! Charts: pure functions from small data to SVG text.

pub mod dumbbell;
pub mod heat_map;
pub mod ranked_bars;
pub mod sankey;
pub mod scale;

//! Charts: pure functions from small data to SVG text.

pub mod calendar;
pub mod dumbbell;
pub mod frontier;
pub mod gantt;
pub mod heat_map;
pub mod price_paths;
pub mod ranked_bars;
pub mod sankey;
pub mod scale;
pub mod spans;
pub mod years;

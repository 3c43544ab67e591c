//! Charts as data: what each shows, before anything is drawn.

pub mod calendar;
mod data;
pub mod dumbbell;
pub mod frontier;
pub mod gantt;
pub mod heat_map;
pub mod price_paths;
pub mod ranked_bars;
pub mod sankey;
pub mod spans;
pub mod years;

pub use data::ChartData;

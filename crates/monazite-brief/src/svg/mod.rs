//! Charts as SVG: one file a kind of chart.

mod calendar;
mod canvas;
mod dumbbell;
mod frontier;
mod gantt;
mod heat_map;
mod paint;
mod price_paths;
mod ranked_bars;
mod room;
mod sankey;
mod scale;
mod spans;
mod text;
mod years;

pub use room::Room;

use crate::chart::ChartData;

/// A chart as SVG that stands alone, for the room it has.
#[must_use]
pub fn draw(chart: &ChartData, room: Room) -> String {
    match chart {
        ChartData::Calendar(chart) => calendar::draw(chart, room),
        ChartData::Dumbbells(chart) => dumbbell::draw(chart, room),
        ChartData::Frontier(chart) => frontier::draw(chart, room),
        ChartData::Gantt(chart) => gantt::draw(chart, room),
        ChartData::HeatMap(chart) => heat_map::draw(chart, room),
        ChartData::PricePaths(chart) => price_paths::draw(chart),
        ChartData::RankedBars(chart) => ranked_bars::draw(chart, room),
        ChartData::Sankey(chart) => sankey::draw(chart, room),
        ChartData::Spans(chart) => spans::draw(chart, room),
        ChartData::Years(chart) => years::draw(chart, room),
    }
}

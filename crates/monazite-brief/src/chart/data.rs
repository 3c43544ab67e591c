//! A chart of any kind.

use super::calendar::Calendar;
use super::dumbbell::Dumbbells;
use super::frontier::Frontier;
use super::gantt::Gantt;
use super::heat_map::HeatMap;
use super::price_paths::PricePaths;
use super::ranked_bars::RankedBars;
use super::sankey::Sankey;
use super::spans::Spans;
use super::years::Years;
use serde::Serialize;

/// A chart of any kind, as data: the page draws it as SVG, a browser may draw it itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChartData {
    /// See [`Calendar`].
    Calendar(Calendar),
    /// See [`Dumbbells`].
    Dumbbells(Dumbbells),
    /// See [`Frontier`].
    Frontier(Frontier),
    /// See [`Gantt`].
    Gantt(Gantt),
    /// See [`HeatMap`].
    HeatMap(HeatMap),
    /// See [`PricePaths`].
    PricePaths(PricePaths),
    /// See [`RankedBars`].
    RankedBars(RankedBars),
    /// See [`Sankey`].
    Sankey(Sankey),
    /// See [`Spans`].
    Spans(Spans),
    /// See [`Years`].
    Years(Years),
}

macro_rules! from {
    ($($kind:ident),*) => {
        $(impl From<$kind> for ChartData {
            fn from(chart: $kind) -> Self {
                Self::$kind(chart)
            }
        })*
    };
}

from!(Calendar, Dumbbells, Frontier, Gantt, HeatMap, PricePaths, RankedBars, Sankey, Spans, Years);

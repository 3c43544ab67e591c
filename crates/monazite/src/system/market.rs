//! Prices, published reliance, recycling rates, demand paths and published figures.

use crate::datum::Datum;
use crate::id::{CountryId, EndUseId, FormId, MineralId};
use crate::quantity::{Index, Share, TonnesPerYear, UsDollarsPerTonne};
use crate::system::form::Stage;

/// Price of a form per contained tonne.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// The form.
    pub form: FormId,
    /// The market: `world`, `china`, `europe`, ...
    pub market: String,
    /// Mean of the year.
    pub datum: Datum<UsDollarsPerTonne>,
}

/// Published net import reliance (USGS definition).
#[derive(Debug, Clone, PartialEq)]
pub struct Reliance {
    /// The mineral.
    pub mineral: MineralId,
    /// Text label of the published series (a mineral may have several).
    pub series: String,
    /// The country.
    pub country: CountryId,
    /// Share of apparent consumption; negative means net exporter where published so.
    pub datum: Datum<Share>,
}

/// End-of-life recycling input rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Recycling {
    /// The mineral.
    pub mineral: MineralId,
    /// Country or coalition key it describes, or `world`.
    pub area: String,
    /// Share of supply that is old scrap.
    pub datum: Datum<Share>,
}

/// Demand of a mineral by sector, scenario and year.
#[derive(Debug, Clone, PartialEq)]
pub struct DemandPath {
    /// The mineral.
    pub mineral: MineralId,
    /// Scenario: `base` for the observed year, `STEPS`, `APS`, `NZE`.
    pub scenario: String,
    /// End use.
    pub end_use: EndUseId,
    /// Contained mass per year.
    pub datum: Datum<TonnesPerYear>,
}

/// A published figure that the baseline is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// Short key of the figure.
    pub key: String,
    /// Metric name as in results, or a named statistic such as `top3_share`.
    pub metric: String,
    /// The mineral, where it is about one.
    pub mineral: Option<MineralId>,
    /// Forms whose output is meant, where it is about output (`li_carbonate|li_hydroxide` in the file); else empty.
    pub forms: Vec<FormId>,
    /// The stage, where it is about one.
    pub stage: Option<Stage>,
    /// The country, where it is about one.
    pub country: Option<CountryId>,
    /// Unit of the value.
    pub unit: String,
    /// The value as published.
    pub datum: Datum<Index>,
}

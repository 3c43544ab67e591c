//! Our own curated tables, part of the build.

use super::error::Error;
use super::table::Table;

/// The tables of `data/recipe` by name.
const TABLES: &[(&str, &str)] = &[
    ("allocation_keys", include_str!("../../../../data/recipe/allocation_keys.csv")),
    ("behaviour", include_str!("../../../../data/recipe/behaviour.csv")),
    ("bgs_series", include_str!("../../../../data/recipe/bgs_series.csv")),
    ("by_products", include_str!("../../../../data/recipe/by_products.csv")),
    ("china_rules", include_str!("../../../../data/recipe/china_rules.csv")),
    ("claims", include_str!("../../../../data/recipe/claims.csv")),
    ("coalitions", include_str!("../../../../data/recipe/coalitions.csv")),
    ("country_names", include_str!("../../../../data/recipe/country_names.csv")),
    ("end_use_tonnes", include_str!("../../../../data/recipe/end_use_tonnes.csv")),
    ("end_uses", include_str!("../../../../data/recipe/end_uses.csv")),
    ("eu_countries", include_str!("../../../../data/recipe/eu_countries.csv")),
    ("eu_materials", include_str!("../../../../data/recipe/eu_materials.csv")),
    ("exposed_parts", include_str!("../../../../data/recipe/exposed_parts.csv")),
    ("exports", include_str!("../../../../data/recipe/exports.csv")),
    ("forms", include_str!("../../../../data/recipe/forms.csv")),
    ("gdp_stated", include_str!("../../../../data/recipe/gdp_stated.csv")),
    ("iea_demand", include_str!("../../../../data/recipe/iea_demand.csv")),
    ("iea_series", include_str!("../../../../data/recipe/iea_series.csv")),
    ("import_shares_stated", include_str!("../../../../data/recipe/import_shares_stated.csv")),
    ("industries", include_str!("../../../../data/recipe/industries.csv")),
    ("industry_links", include_str!("../../../../data/recipe/industry_links.csv")),
    ("industry_sectors", include_str!("../../../../data/recipe/industry_sectors.csv")),
    ("investment", include_str!("../../../../data/recipe/investment.csv")),
    ("market_draws", include_str!("../../../../data/recipe/market_draws.csv")),
    ("lifetimes", include_str!("../../../../data/recipe/lifetimes.csv")),
    ("mcs_2025_series", include_str!("../../../../data/recipe/mcs_2025_series.csv")),
    ("minerals", include_str!("../../../../data/recipe/minerals.csv")),
    ("policies", include_str!("../../../../data/recipe/policies.csv")),
    ("price_episodes", include_str!("../../../../data/recipe/price_episodes.csv")),
    ("prices", include_str!("../../../../data/recipe/prices.csv")),
    ("processes", include_str!("../../../../data/recipe/processes.csv")),
    ("production_stated", include_str!("../../../../data/recipe/production_stated.csv")),
    ("projects", include_str!("../../../../data/recipe/projects.csv")),
    ("published_stated", include_str!("../../../../data/recipe/published_stated.csv")),
    ("recipes", include_str!("../../../../data/recipe/recipes.csv")),
    ("series_countries", include_str!("../../../../data/recipe/series_countries.csv")),
    ("sources", include_str!("../../../../data/recipe/sources.csv")),
    ("stage_shares", include_str!("../../../../data/recipe/stage_shares.csv")),
    ("stocks", include_str!("../../../../data/recipe/stocks.csv")),
    ("trade_broad", include_str!("../../../../data/recipe/trade_broad.csv")),
    ("trade_contents", include_str!("../../../../data/recipe/trade_contents.csv")),
    ("trade_held", include_str!("../../../../data/recipe/trade_held.csv")),
    ("trade_rules", include_str!("../../../../data/recipe/trade_rules.csv")),
    ("trade_stated", include_str!("../../../../data/recipe/trade_stated.csv")),
    ("units", include_str!("../../../../data/recipe/units.csv")),
    ("use_stated", include_str!("../../../../data/recipe/use_stated.csv")),
    ("usgs_import_sources", include_str!("../../../../data/recipe/usgs_import_sources.csv")),
    ("usgs_reliance", include_str!("../../../../data/recipe/usgs_reliance.csv")),
    ("usgs_series", include_str!("../../../../data/recipe/usgs_series.csv")),
    ("wmd_materials", include_str!("../../../../data/recipe/wmd_materials.csv")),
    ("world_totals", include_str!("../../../../data/recipe/world_totals.csv")),
];

/// One of our own tables.
///
/// # Errors
/// [`Error::Content`] if there is no such table or it is not a table.
pub(super) fn own(name: &str) -> Result<Table, Error> {
    let (_, text) = TABLES.iter().find(|(n, _)| *n == name).ok_or_else(|| Error::Content {
        table: name.to_owned(),
        reason: "no such table in data/recipe".to_owned(),
    })?;
    Table::parse(name, text)
}

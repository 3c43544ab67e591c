//! Tables of the baseline that are our own curated tables as they stand.

use super::error::Error;
use super::output::Sheet;
use super::own::own;

/// File of the baseline and our own table that it repeats.
const REPEATED: &[(&str, &str)] = &[
    ("sources.csv", "sources"),
    ("coalitions.csv", "coalitions"),
    ("minerals.csv", "minerals"),
    ("forms.csv", "forms"),
    ("processes.csv", "processes"),
    ("recipes.csv", "recipes"),
    ("by_products.csv", "by_products"),
    ("end_uses.csv", "end_uses"),
    ("industries.csv", "industries"),
    ("industry_sectors.csv", "industry_sectors"),
    ("industry_links.csv", "industry_links"),
    ("exports.csv", "exports"),
    ("trade_held.csv", "trade_held"),
    ("stocks.csv", "stocks"),
    ("lifetimes.csv", "lifetimes"),
    ("market_draws.csv", "market_draws"),
    ("prices.csv", "prices"),
    ("policies.csv", "policies"),
    ("claims.csv", "claims"),
];

/// The repeated tables, in the order of our own rows.
pub(super) fn own_tables() -> Result<Vec<Sheet>, Error> {
    REPEATED
        .iter()
        .map(|&(file, name)| {
            let table = own(name)?;
            let header: Vec<String> = table.header().into_iter().map(str::to_owned).collect();
            let rows = table.lines().map(super::table::Line::cells).collect();
            Ok(Sheet { file, header, rows })
        })
        .collect()
}

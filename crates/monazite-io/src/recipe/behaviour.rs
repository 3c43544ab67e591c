//! `behaviour.csv`: our own rows, with elasticities fitted to price episodes in place of recalled ones, and exposed
//! shares derived from detailed industries.

use super::elasticity::Episode;
use super::error::Error;
use super::exposed::exposed_shares;
use super::number::significant;
use super::output::{Fact, Sheet};
use super::own::own;
use super::table::Line;
use std::path::Path;

/// Columns of the scope of a row.
const SCOPE: [&str; 6] = ["parameter", "mineral", "form", "stage", "country", "end_use"];

/// Own rows in their order, those that an episode fits or that are derived replaced; then those that replace none.
pub(super) fn behaviour(raw: &Path) -> Result<Sheet, Error> {
    let table = own("behaviour")?;
    let header: Vec<String> = table.header().into_iter().map(str::to_owned).collect();
    let mut rows: Vec<Vec<String>> = table.lines().map(Line::cells).collect();
    for derived in exposed_shares(raw)? {
        match rows.iter_mut().find(|row| row[..SCOPE.len()] == derived[..SCOPE.len()]) {
            Some(row) => *row = derived,
            None => rows.push(derived),
        }
    }
    for line in own("price_episodes")?.lines() {
        let scope = SCOPE.map(|column| line.text(column));
        match rows.iter_mut().find(|row| row[..SCOPE.len()] == scope) {
            Some(row) => *row = fitted(line, &scope, &recalled(row))?,
            None => rows.push(fitted(line, &scope, "")?),
        }
    }
    Ok(Sheet { file: "behaviour.csv", header, rows })
}

/// The recalled value that a fit replaces, for comparison.
fn recalled(row: &[String]) -> String {
    format!("; recalled instead: {} ({} to {})", row[7], row[8], row[9])
}

fn fitted(line: Line<'_>, scope: &[&str], comparison: &str) -> Result<Vec<String>, Error> {
    let range = |low: &str, high: &str| Ok::<_, Error>((line.need(low)?, line.need(high)?));
    let episode = Episode {
        price_before: line.need("price_before")?,
        price_after: range("price_after_low", "price_after_high")?,
        quantity_before: line.need("quantity_before")?,
        quantity_after: range("quantity_after_low", "quantity_after_high")?,
        drawn: range("drawn_low", "drawn_high")?,
    };
    // An elasticity of the wrong sign says that the other side of the market moved as well: zero is then the nearest.
    let clamp = |v: f64| if scope[0] == "demand_elasticity" { v.min(0.0) } else { v.max(0.0) };
    let (value, low, high) = episode.elasticity();
    let round = |v: f64| significant(clamp(v), 2).parse().unwrap_or(0.0);
    let published = (
        format!(
            "{} to {}..{}",
            line.text("price_before"),
            line.text("price_after_low"),
            line.text("price_after_high")
        ),
        format!(
            "{}, for {} to {}..{} {}",
            line.text("price_unit"),
            line.text("quantity_before"),
            line.text("quantity_after_low"),
            line.text("quantity_after_high"),
            line.text("quantity_unit")
        ),
    );
    let note = format!("fitted to a price episode: {}{comparison}", line.text("note"));
    let year = line.need("year")? as i32;
    let fact = Fact::new(round(value), "elasticity", "estimated", line.text("source"), &note)
        .between(round(low), round(high))
        .published(&published.0, &published.1)
        .in_year(year);
    Ok(fact.row(scope))
}

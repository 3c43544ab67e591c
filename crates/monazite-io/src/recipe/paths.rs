//! Demand paths of the IEA: by mineral, sector, scenario and year.

use super::error::Error;
use super::output::{Fact, Sheet, YEAR};
use super::own::own;
use super::production::iea_rows;
use crate::import::iea;
use std::collections::BTreeMap;
use std::path::Path;

/// Scenarios of the dataset.
const SCENARIOS: [&str; 3] = ["STEPS", "APS", "NZE"];
/// Years taken.
const YEARS: [i32; 3] = [2030, 2035, 2040];

/// The table of demand paths.
pub(super) fn demand_paths(raw: &Path) -> Result<Sheet, Error> {
    let rows = iea_rows(raw)?;
    let minerals: BTreeMap<&str, &str> = [
        ("Copper", "copper"),
        ("Cobalt", "cobalt"),
        ("Lithium", "lithium"),
        ("Nickel", "nickel"),
        ("Graphite", "graphite"),
        ("Rare Earth Elements", "rare_earths"),
    ]
    .into();
    let mut sums: BTreeMap<(String, String, String, i32), f64> = BTreeMap::new();
    for line in own("iea_demand")?.lines() {
        let (name, sector, end_use) = (line.text("iea_mineral"), line.text("sector"), line.text("end_use"));
        let Some(mineral) = minerals.get(name) else { continue };
        let of_sector = |r: &&iea::Row| r.part == "totalDemand" && r.mineral == name && r.sector == sector;
        for row in rows.iter().filter(of_sector) {
            let base = row.scenario == iea::BASE && row.year == YEAR;
            if base || (SCENARIOS.contains(&row.scenario.as_str()) && YEARS.contains(&row.year)) {
                let key = ((*mineral).to_owned(), row.scenario.clone(), end_use.to_owned(), row.year);
                *sums.entry(key).or_default() += row.value;
            }
        }
    }
    let rows = sums
        .into_iter()
        .map(|((mineral, scenario, end_use, year), kt)| {
            let note = if mineral == "rare_earths" { "magnet rare earths (Nd, Pr, Dy, Tb) only" } else { "" };
            let fact = Fact::new(kt * 1000.0, "t/y", "estimated", "iea_cmde_2025", note)
                .published(&super::number::six(kt), "kt")
                .in_year(year);
            fact.row(&[&mineral, &scenario, &end_use])
        })
        .collect();
    Ok(Sheet::data("demand_paths.csv", &["mineral", "scenario", "end_use"], rows))
}

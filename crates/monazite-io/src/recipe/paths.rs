//! Demand paths of the IEA: by mineral, sector, scenario and year.

use super::output::{Fact, Sheet};
use super::own::own;
use super::production::iea;
use super::{Error, YEAR};
use std::collections::BTreeMap;
use std::path::Path;

/// Scenarios of the dataset.
const SCENARIOS: [&str; 3] = ["STEPS", "APS", "NZE"];
/// Years taken.
const YEARS: [i32; 3] = [2030, 2035, 2040];

/// The table of demand paths.
pub(super) fn demand_paths(raw: &Path) -> Result<Sheet, Error> {
    let data = iea(raw)?;
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
        let demand = &data["totalDemand"][name];
        let path = if sector == "otherUses" { &demand["otherUses"] } else { &demand["sectors"][sector] };
        let mut add = |scenario: &str, year: i32, value: &serde_json::Value| {
            if let Some(value) = value.as_f64() {
                let key = ((*mineral).to_owned(), scenario.to_owned(), end_use.to_owned(), year);
                *sums.entry(key).or_default() += value;
            }
        };
        add("base", YEAR, &path[YEAR.to_string()]);
        for scenario in SCENARIOS {
            for year in YEARS {
                add(scenario, year, &path[scenario][year.to_string()]);
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

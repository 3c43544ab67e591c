//! Regions of published tables as ISO economies of a dataset; what cannot be placed is refused, not put aside.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::import::Area;
use crate::import::gazetteer::{by_code, by_name};
use monazite::economy::coupling::REST;
use monazite::system::System;
use std::collections::BTreeMap;

/// Codes of EXIOBASE for the rest of a continent; one of them is also the code of Wallis and Futuna.
const CONTINENTS: [&str; 5] = ["WA", "WE", "WF", "WL", "WM"];

/// The region of the dataset for each region of a table.
///
/// By code (alpha-2, alpha-3, those of the European Union and of UN statistics, in capitals or not) or name;
/// rests of the world, and countries that the dataset does not have, become the rest of the world, the latter told.
///
/// # Errors
/// Regions that no list of places knows, and groups whose members stand beside them.
pub(super) fn placed(
    file: &str,
    regions: &[String],
    system: &System,
    warnings: &mut Diagnostics,
) -> Result<BTreeMap<String, String>, Diagnostics> {
    let exiobase = CONTINENTS.iter().filter(|code| regions.iter().any(|region| region == *code)).count() > 1;
    let mut found = BTreeMap::new();
    let mut problems = Diagnostics::default();
    let mut absent = Vec::new();
    for region in regions {
        if system.countries.id(region).is_some() {
            found.insert(region.clone(), region.clone());
            continue;
        }
        let rest = region == REST || exiobase && CONTINENTS.contains(&region.as_str());
        let area = if rest { Area::Rest } else { area_of(region) };
        let place = match area {
            Area::Country(iso3) if system.countries.id(iso3.as_str()).is_some() => iso3.to_string(),
            Area::Country(_) | Area::Dissolved => {
                absent.push(region.as_str());
                REST.to_owned()
            }
            Area::Rest => REST.to_owned(),
            Area::Group | Area::World => {
                problems.push(unplaced(file, region, "a region is a group of countries, or the world"));
                continue;
            }
            Area::Unknown => {
                problems.push(unplaced(file, region, "a region is no place that is known"));
                continue;
            }
        };
        found.insert(region.clone(), place);
    }
    if problems.errors() > 0 {
        return Err(problems);
    }
    if !absent.is_empty() {
        let message = format!(
            "{} regions are no countries of the dataset; they are the rest of the world",
            absent.len()
        );
        let hint =
            "nothing of theirs is lost, but they cannot be asked about: add them to countries.csv to do so";
        warnings.push(Diagnostic::warning(file, message).cell("", &absent.join(", ")).hint(hint));
    }
    Ok(found)
}

fn area_of(region: &str) -> Area {
    match by_code(region) {
        Area::Unknown => by_name("mrio", region).area,
        area => area,
    }
}

fn unplaced(file: &str, region: &str, message: &str) -> Diagnostic {
    Diagnostic::error(file, message)
        .cell("", region)
        .allowed(format!("an ISO 3166 code, a country's English name, or {REST} for the rest of the world"))
        .hint("rename the region in the table; nothing is put aside silently")
}

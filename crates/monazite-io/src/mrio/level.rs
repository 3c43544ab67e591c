//! The level of a table's money: its value added beside the GDP of its regions.

use super::money::MILLION;
use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite::economy::coupling::regions;
use monazite::economy::{Mrio, leontief};
use monazite::id::Id;
use monazite::system::System;

/// Value added over GDP that taxes on products and revisions explain.
const ALIKE: std::ops::RangeInclusive<f64> = 0.8..=1.25;

/// Tells where value added of a table in million USD is far from the GDP of its regions: it is of another year or unit.
pub(super) fn compare(file: &str, table: &Mrio, system: &System, warnings: &mut Diagnostics) {
    let region_of = regions(system, table);
    let gdp: f64 = system
        .countries
        .ids()
        .filter(|country| region_of[country.index()].is_some())
        .filter_map(|country| Some(system.gdp(country)?.value.get()))
        .sum();
    let x = leontief::x(table.z(), table.y());
    let value_added: f64 = leontief::value_added(table.z(), &x).iter().sum::<f64>() * MILLION;
    let ratio = value_added / gdp;
    if gdp > 0.0 && !ALIKE.contains(&ratio) {
        let message = format!(
            "value added of the table is {ratio:.2} times the GDP of its regions in {}: losses are in the money of the \
             table, not of that year",
            system.year
        );
        let hint =
            "check its unit; bring an older table to the prices and outputs of the year, or scale the losses";
        warnings.push(Diagnostic::warning(file, message).hint(hint));
    }
}

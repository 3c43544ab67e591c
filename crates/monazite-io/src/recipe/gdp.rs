//! GDP by country and year.

use super::error::Error;
use super::own::own;
use super::places::Places;
use super::table::imported;
use crate::import::world_bank;
use std::collections::BTreeMap;
use std::path::Path;

/// Year of the input-output table.
pub(super) const TABLE_YEAR: i32 = 2011;
/// Last year with world-wide GDP in the file.
pub(super) const LATEST: i32 = 2023;

/// Numbers by country and year.
pub(super) type Series = BTreeMap<(String, i32), f64>;

/// GDP in current USD, with what the World Bank leaves out.
pub(super) fn gdp(raw: &Path, places: &Places) -> Result<Series, Error> {
    let mut gdp = series(raw, "world-bank/gdp.csv", places)?;
    for line in own("gdp_stated")?.lines() {
        gdp.insert((line.text("country").to_owned(), line.need("year")? as i32), line.need("value")?);
    }
    Ok(gdp)
}

/// A World Bank series by country and year; aggregates are left out.
pub(super) fn series(raw: &Path, file: &str, places: &Places) -> Result<Series, Error> {
    let rows = imported(raw, file, world_bank::read)?;
    let row = |r: &world_bank::Row| {
        let (country, value) = (r.place.iso3(), r.value.number()?);
        places.has(country).then(|| ((country.to_owned(), r.year), value))
    };
    Ok(rows.iter().filter_map(row).collect())
}

//! The recipe that builds the baseline from published files.
//!
//! `raw` holds the files as published, `data/recipe` our own curated tables (they are part of this build),
//! the result is one dataset in our schema. Every row names source, year, unit as published,
//! transformation and quality. The same inputs give the same bytes.

mod baci;
mod behaviour;
mod carry;
mod comtrade;
mod demand;
mod economy;
mod elasticity;
mod error;
mod eu;
mod exposed;
mod gdp;
mod growth;
mod industry_table;
mod investment;
mod national;
mod number;
mod output;
mod output_tables;
mod own;
mod paths;
mod places;
mod production;
mod projects;
mod published;
mod rules;
mod table;
mod trade;
mod usgs;

pub use error::Error;
pub use industry_table::{build_table, industry_table, industry_table_without, write_table};
pub use output::{Summary, YEAR};

use monazite::Watch;
use output::{Sheet, write_sheets};
use std::path::Path;

/// Builds the baseline dataset in `out` from the published files in `raw`.
///
/// # Errors
/// [`Error`] if a file is missing, unreadable or has another layout than its publisher gave it.
pub fn build(raw: &Path, out: &Path) -> Result<Summary, Error> {
    tables(raw, &Watch::default())?.write(out)
}

/// All tables of the baseline, in memory.
#[derive(Debug, Clone)]
pub struct Tables(Vec<Sheet>);

impl Tables {
    /// Writes the dataset.
    ///
    /// # Errors
    /// [`Error::File`] for a file that cannot be written.
    pub fn write(&self, out: &Path) -> Result<Summary, Error> {
        write_sheets(out, &self.0)
    }
}

/// The tables of the baseline from the published files in `raw`; nothing is written.
///
/// # Errors
/// As [`build`]; [`Error::Cancelled`] by the watch, which is heard between the tables.
pub fn tables(raw: &Path, watch: &Watch) -> Result<Tables, Error> {
    let places = places::Places::read(raw)?;
    let usgs = usgs::Usgs::read(raw)?;
    let production = production::production(raw, &usgs, &places)?;
    watch.go_on()?;
    let traded = trade::trade(raw, &places)?;
    watch.go_on()?;
    let production = production.beside_trade(&traded)?;
    let imported = comtrade::comtrade(raw, &places)?.beside(&traded);
    watch.go_on()?;
    let economy = economy::economy(raw, &places)?;
    watch.go_on()?;
    let demand = demand::demand(&production, &traded, &imported, &economy)?;
    let eu = eu::eu(raw)?;
    let mut sheets = output_tables::own_tables()?;
    sheets.push(investment::investment()?);
    sheets.push(projects::projects(raw, &places)?);
    sheets.push(places.sheet());
    sheets.push(production.sheet());
    sheets.push(usgs.world_production());
    sheets.extend(usgs.sheets(&places)?);
    sheets.push(traded.sheet());
    sheets.extend(imported.sheets());
    sheets.push(usgs.with_import_sources(imported.all_shares()?, &places)?);
    sheets.push(demand);
    sheets.extend(economy.sheets());
    sheets.extend(eu);
    watch.go_on()?;
    sheets.push(behaviour::behaviour(raw)?);
    sheets.push(paths::demand_paths(raw)?);
    sheets.push(published::published(raw, &usgs)?);
    Ok(Tables(sheets))
}

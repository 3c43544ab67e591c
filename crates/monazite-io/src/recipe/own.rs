//! Our own curated tables, part of the build.

use super::error::Error;
use super::table::Table;
use monazite_data::RECIPE;

/// One of our own tables.
///
/// # Errors
/// [`Error::Content`] if there is no such table or it is not a table.
pub(super) fn own(name: &str) -> Result<Table, Error> {
    let (_, text) = RECIPE.iter().find(|(n, _)| *n == name).ok_or_else(|| Error::Content {
        table: name.to_owned(),
        reason: "no such table in data/recipe".to_owned(),
    })?;
    Table::parse(name, text)
}

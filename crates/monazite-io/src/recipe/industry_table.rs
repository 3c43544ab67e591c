//! The embedded input-output table: WIOD 2011, aggregated, carried by industry and balanced.
//!
//! The steps and their error are in `docs/methods/industry_table.md`.

use super::carry::{Later, REST, carried, model, rebuilt};
use super::error::Error;
use super::gdp::{LATEST, Series, TABLE_YEAR, gdp};
use super::own::own;
use super::places::Places;
use crate::mrio;
use faer::Mat;
use flate2::{Compression, GzBuilder};
use monazite::economy::{Mrio, leontief};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Told apart from the rest of the world by its GDP, for the source lacks it: a member of the EU27.
const TOLD_APART: &str = "HRV";
/// Final-demand columns of the source by our category.
const CATEGORIES: &[(&str, &str)] = &[
    ("f1", "households"),
    ("f2", "households"),
    ("f3", "government"),
    ("f4", "investment"),
    ("f5", "investment"),
];

/// Builds the table in `out` from the published files in `raw`: `Z.csv.gz`, `Y.csv.gz`, `table.toml`.
///
/// # Errors
/// A file is missing or has another layout; the balancing does not converge.
pub fn build_table(raw: &Path, out: &Path) -> Result<Mrio, Error> {
    let table = industry_table(raw)?;
    write_table(&table, out)?;
    Ok(table)
}

/// The table from the published files in `raw`; nothing is written.
///
/// # Errors
/// As [`build_table`].
pub fn industry_table(raw: &Path) -> Result<Mrio, Error> {
    industry_table_without(raw, &[])
}

/// The table as it would be without the national tables of some countries: what carrying alone makes of them.
///
/// # Errors
/// As [`build_table`].
pub fn industry_table_without(raw: &Path, countries: &[&str]) -> Result<Mrio, Error> {
    let places = Places::read(raw)?;
    let source = mrio::wiod_2013::read(&raw.join("wiod-2013"))
        .map_err(|problems| Error::Content { table: "wiod-2013".to_owned(), reason: problems.to_string() })?;
    let later = Later::read(raw, gdp(raw, &places)?, countries)?;
    let small = aggregated(&source.table)?;
    let small = told_apart(&small, share_of_rest(&small, &later.gdp)?)?;
    carried(&small, &later)
}

/// Writes the table.
///
/// # Errors
/// [`Error::File`] for a file that cannot be written.
pub fn write_table(table: &Mrio, out: &Path) -> Result<(), Error> {
    fs::create_dir_all(out).map_err(|e| file_error(out, &e))?;
    let industries: Vec<String> = (0..table.len()).map(|i| table.label(i)).collect();
    let columns: Vec<String> = (0..table.columns().len()).map(|k| table.column_label(k)).collect();
    write(&out.join("Z.csv.gz"), &text(&industries, &industries, table.z()))?;
    write(&out.join("Y.csv.gz"), &text(&industries, &columns, table.y()))?;
    let about = out.join("table.toml");
    fs::write(&about, about_text()).map_err(|e| file_error(&about, &e))
}

fn about_text() -> String {
    format!(
        "name = \"WIOD {TABLE_YEAR} carried to {LATEST} by industry\"\nyear = {LATEST}\nstructure_year = {TABLE_YEAR}\n\
         unit = \"million USD\"\nquality = \"estimated\"\nsource = \"wiod_2013\"\n\
         note = \"aggregated; {TOLD_APART} told apart from the rest of the world by GDP; value added by industry from \
         national tables of the United States {LATEST}, China 2020 and Japan 2018, else grown by industry; balanced by \
         GRAS; who buys from whom abroad is as in {TABLE_YEAR}\"\n"
    )
}

/// Sectors summed into our industries, final demand into three categories, countries by ISO code.
fn aggregated(table: &Mrio) -> Result<Mrio, Error> {
    let regions =
        BTreeMap::from([("ROM", "ROU"), ("RoW", REST)].map(|(old, new)| (old.to_owned(), new.to_owned())));
    let mut sectors = BTreeMap::new();
    for line in own("industry_sectors")?.lines().filter(|l| l.text("table") == "wiod-2013") {
        sectors.insert(line.text("sector").to_owned(), line.text("industry").to_owned());
    }
    let categories = CATEGORIES.iter().map(|&(old, new)| (old.to_owned(), new.to_owned())).collect();
    without_empty(&table.aggregate(&regions, &sectors, &categories).map_err(model)?)
}

/// Industries whose output is nothing or less are emptied: what they hold is rounding of the source.
fn without_empty(table: &Mrio) -> Result<Mrio, Error> {
    let x = leontief::x(table.z(), table.y());
    let (n, k) = (table.len(), table.columns().len());
    let z = Mat::from_fn(n, n, |i, j| if x[i] > 0.0 && x[j] > 0.0 { table.z()[(i, j)] } else { 0.0 });
    let y = Mat::from_fn(n, k, |i, j| if x[i] > 0.0 { table.y()[(i, j)] } else { 0.0 });
    rebuilt(table, z, y)
}

/// GDP of the region to tell apart over that of the rest of the world with it, in the year of the table.
fn share_of_rest(table: &Mrio, gdp: &Series) -> Result<f64, Error> {
    let rest: f64 = gdp
        .iter()
        .filter(|((country, year), _)| *year == TABLE_YEAR && !table.regions().contains(country))
        .map(|(_, value)| value)
        .sum();
    let own = gdp.get(&(TOLD_APART.to_owned(), TABLE_YEAR)).copied().unwrap_or(0.0);
    if own > 0.0 && rest > own {
        return Ok(own / rest);
    }
    let reason = format!("no GDP of {TOLD_APART} for {TABLE_YEAR}");
    Err(Error::Content { table: "world-bank/gdp.csv".to_owned(), reason })
}

/// A table in which a part of the rest of the world is a region of its own: it sells and buys that part of all that the
/// rest of the world does, and what the rest of the world sells to itself it sells to itself.
fn told_apart(table: &Mrio, part: f64) -> Result<Mrio, Error> {
    let name = |region: usize| table.regions()[region].clone();
    // Rows of the new table: position in the old one, and whether it is of the new region.
    let mut rows: Vec<(usize, bool)> = (0..table.len()).map(|i| (i, false)).collect();
    rows.extend((0..table.len()).filter(|&i| name(table.industries()[i].region) == REST).map(|i| (i, true)));
    let mut columns: Vec<(usize, bool)> = (0..table.columns().len()).map(|k| (k, false)).collect();
    columns.extend(
        (0..table.columns().len()).filter(|&k| name(table.columns()[k].region) == REST).map(|k| (k, true)),
    );
    let in_rest = |region: usize| name(region) == REST;
    let share = |from_rest: bool, from_new: bool, to_rest: bool, to_new: bool| match (from_new, to_new) {
        (false, false) if from_rest || to_rest => 1.0 - part,
        (false, false) => 1.0,
        (true, true) => part,
        (true, false) if !to_rest => part,
        (false, true) if !from_rest => part,
        _ => 0.0,
    };
    let seller = |i: usize| in_rest(table.industries()[i].region);
    let z = Mat::from_fn(rows.len(), rows.len(), |i, j| {
        let ((from, from_new), (to, to_new)) = (rows[i], rows[j]);
        table.z()[(from, to)] * share(seller(from), from_new, seller(to), to_new)
    });
    let y = Mat::from_fn(rows.len(), columns.len(), |i, k| {
        let ((from, from_new), (to, to_new)) = (rows[i], columns[k]);
        table.y()[(from, to)] * share(seller(from), from_new, in_rest(table.columns()[to].region), to_new)
    });
    let place = |region: usize, new: bool| if new { TOLD_APART.to_owned() } else { name(region) };
    let industries: Vec<_> = rows
        .iter()
        .map(|&(i, new)| {
            let industry = table.industries()[i];
            (place(industry.region, new), table.sectors()[industry.sector].clone())
        })
        .collect();
    let columns: Vec<_> = columns
        .iter()
        .map(|&(k, new)| {
            let column = &table.columns()[k];
            (place(column.region, new), column.category.clone())
        })
        .collect();
    Mrio::new(&industries, &columns, z, y, table.unit()).map_err(model)
}

fn text(rows: &[String], columns: &[String], m: &Mat<f64>) -> String {
    let mut out = format!(",{}\n", columns.join(","));
    for (i, row) in rows.iter().enumerate() {
        out.push_str(row);
        for j in 0..m.ncols() {
            let _ = write!(out, ",{}", m[(i, j)]);
        }
        out.push('\n');
    }
    out
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    packed.write_all(text.as_bytes()).map_err(|e| file_error(path, &e))?;
    let bytes = packed.finish().map_err(|e| file_error(path, &e))?;
    fs::write(path, bytes).map_err(|e| file_error(path, &e))
}

fn file_error(path: &Path, error: &std::io::Error) -> Error {
    Error::File { path: path.display().to_string(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tenth of the rest of the world: what it buys and sells is a tenth, and every account stays balanced.
    #[test]
    fn a_part_of_the_rest_of_the_world_stands_for_itself() {
        let label = |r: &str| (r.to_owned(), "c".to_owned());
        let cells = [[10.0, 2.0], [4.0, 20.0]];
        let table = Mrio::new(
            &[label("A"), label(REST)],
            &[label("A"), label(REST)],
            Mat::from_fn(2, 2, |i, j| cells[i][j]),
            Mat::from_fn(2, 2, |i, j| cells[i][j]),
            "",
        )
        .unwrap();
        let split = told_apart(&table, 0.1).unwrap();
        assert_eq!(split.regions(), ["A", REST, TOLD_APART]);
        let (before, after) = (leontief::x(table.z(), table.y()), leontief::x(split.z(), split.y()));
        assert!((after[0] - before[0]).abs() < 1e-12);
        assert!((after[1] - 0.9 * before[1]).abs() < 1e-12 && (after[2] - 0.1 * before[1]).abs() < 1e-12);
        assert!((split.z()[(2, 2)] - 2.0).abs() < 1e-12 && split.z()[(2, 1)] == 0.0);
    }
}

//! The table that an analysis uses: the embedded one, or one of the user's own, in our industries and ISO regions.

use super::format::Format;
use super::imported::{Import, from_model};
use super::level;
use super::matrix::{Layout, read as read_matrix};
use super::money::in_million_usd;
use super::plain::assemble;
use super::regions::placed;
use super::{source, stranger};
use crate::diagnostic::{Diagnostic, Diagnostics};
use flate2::read::GzDecoder;
use monazite::economy::Mrio;
use monazite::system::System;
use monazite_data::ECONOMY;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What the embedded table says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Name as shown.
    pub name: String,
    /// Year that its sums describe.
    pub year: i32,
    /// Year that its structure describes.
    pub structure_year: i32,
    /// Unit of money.
    pub unit: String,
    /// How well it is known.
    pub quality: String,
    /// Key of the source.
    pub source: String,
    /// What was done.
    pub note: String,
}

/// The embedded table and what it says about itself.
///
/// # Errors
/// All problems of the embedded files; none in a released build.
pub fn embedded() -> Result<(Import, About), Diagnostics> {
    let file = |name: &str| ECONOMY.iter().find(|(n, _)| *n == name).map_or(&[][..], |(_, bytes)| *bytes);
    let about: About = toml::from_str(&String::from_utf8_lossy(file("table.toml")))
        .map_err(|error| Diagnostics::from(Diagnostic::error("table.toml", error.message().to_owned())))?;
    let mut problems = Diagnostics::default();
    let z = read_matrix("Z.csv", GzDecoder::new(file("Z.csv.gz")), Layout::CSV, &mut problems);
    let y = read_matrix("Y.csv", GzDecoder::new(file("Y.csv.gz")), Layout::CSV, &mut problems);
    let (Some(z), Some(y)) = (z, y) else { return Err(problems) };
    Ok((assemble(z, y, None, None, None, &about.unit, problems)?, about))
}

/// A table of the user's own, its format found by its files, summed into our industries and ISO regions.
///
/// Money becomes million USD, and counts as it stands; how that compares with GDP is told. Regions that are no country of
/// the dataset become the rest of the world, which is told;
/// sectors that no industry lists stay as they are.
///
/// # Errors
/// All problems of the table; a format that cannot be told; a unit that is no money in USD or EUR; a region that is no
/// place; no sector that is part of an industry.
pub fn read_own(path: &Path, system: &System) -> Result<Import, Diagnostics> {
    let format = detect(path)?;
    let import = format.read(path)?;
    let mut warnings = import.warnings;
    let table = in_million_usd(import.table, path, system.year, &mut warnings)?;
    let regions = placed(&source::name(path), table.regions(), system, &mut warnings)?;
    let table = aligned(&table, &regions, format, system)
        .map_err(|error| Diagnostics::from(from_model(&source::name(path), &error)))?;
    if !table.sectors().iter().any(|s| system.industries.iter().any(|i| i.key == *s)) {
        let known: Vec<&str> = system.industries.iter().map(|i| i.key.as_str()).collect();
        return Err(Diagnostics::from(
            Diagnostic::error(
                &source::name(path),
                "none of its sectors is part of an industry of the dataset",
            )
            .allowed(known.join(", "))
            .hint("name its sectors so, or list them in industry_sectors.csv"),
        ));
    }
    level::compare(&source::name(path), &table, system, &mut warnings);
    Ok(Import { table, extensions: None, warnings })
}

/// The format of a table, told by its files.
fn detect(path: &Path) -> Result<Format, Diagnostics> {
    let names: Vec<String> = if path.is_dir() {
        std::fs::read_dir(path).into_iter().flatten().flatten().map(|e| source::name(&e.path())).collect()
    } else {
        vec![source::name(path)]
    };
    let any = |holds: &dyn Fn(&str) -> bool| names.iter().any(|n| holds(&n.to_lowercase()));
    let is_folder = path.is_dir();
    if is_folder && any(&|n| ["z.csv", "z.csv.gz", "z.csv.zip"].contains(&n)) {
        Ok(Format::Plain)
    } else if is_folder && any(&|n| n.contains("_z.csv"))
        || any(&|n| n.ends_with(".xlsx") && n.contains("_row_"))
    {
        Ok(Format::Wiod2013)
    } else if any(&|n| n.ends_with(".xlsx") || n.ends_with(".xlsb")) {
        Ok(Format::Wiod2016)
    } else if !is_folder && any(&|n| n.ends_with(".zip") && !n.ends_with(".csv.zip"))
        || is_folder && any(&|n| n == "z.txt" || n == "a.txt")
    {
        Ok(Format::Exiobase3)
    } else if is_folder && any(&|n| n.contains("detail_use")) {
        Ok(Format::Bea)
    } else if !is_folder && any(&|n| [".csv", ".csv.gz", ".csv.zip"].iter().any(|end| n.ends_with(end))) {
        Ok(Format::OecdIcio)
    } else {
        let hint = stranger::of(names.iter().map(String::as_str))
            .unwrap_or_else(|| format!("looked at {}", path.display()));
        Err(Diagnostics::from(
            Diagnostic::error(&source::name(path), "not an input-output table of a known format")
                .allowed(
                    "a folder with Z.csv and Y.csv; WIOD workbook; ICIO CSV; EXIOBASE 3 zip or folder; BEA folder",
                )
                .hint(hint),
        ))
    }
}

/// The table in our industries and regions.
fn aligned(
    table: &Mrio,
    regions: &BTreeMap<String, String>,
    format: Format,
    system: &System,
) -> Result<Mrio, monazite::Error> {
    let mut sectors = BTreeMap::new();
    for industry in &system.industries {
        for (_, sector) in industry.sectors.iter().filter(|(word, _)| word == format.word()) {
            sectors.insert(sector.clone(), industry.key.clone());
        }
    }
    table.aggregate(regions, &sectors, &BTreeMap::new())
}

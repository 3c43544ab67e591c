//! OECD inter-country input-output tables: one CSV file a year, million USD.
//!
//! Labels are `ARG_01T02`; columns that are no rows are final demand (`ARG_HFCE`, ...) or the total (`OUT`);
//! rows that are no columns are taxes, value added and output.
//! The extended edition splits China and Mexico (`CN1`, `CN2`, `MX1`, `MX2`): they are summed to `CHN` and `MEX`,
//! under which final demand is given.
//! Source: OECD, Inter-Country Input-Output tables.

use super::imported::{Import, finish, from_model};
use super::matrix::{Layout, read as read_matrix};
use super::{labels, source};
use crate::diagnostic::{Diagnostic, Diagnostics};
use faer::Mat;
use monazite::economy::Mrio;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Parts of countries and the country.
const PARTS: [(&str, &str); 4] = [("CN1", "CHN"), ("CN2", "CHN"), ("MX1", "MEX"), ("MX2", "MEX")];
/// Columns that hold totals.
const TOTALS: [&str; 3] = ["OUT", "TOTAL", "OUTPUT"];

/// Reads a table.
///
/// # Errors
/// All problems.
pub fn read(path: &Path) -> Result<Import, Diagnostics> {
    let file = source::name(path);
    let mut problems = Diagnostics::default();
    let reader = source::open(path)?;
    let Some(all) = read_matrix(&file, reader, Layout::CSV, &mut problems) else { return Err(problems) };
    let rows: BTreeMap<&str, usize> = all.rows.iter().enumerate().map(|(i, r)| (r.as_str(), i)).collect();
    let mut users = Vec::new();
    let mut demand = Vec::new();
    let mut total = None;
    for (j, column) in all.columns.iter().enumerate() {
        if TOTALS.contains(&column.as_str()) {
            total = Some(j);
        } else if let Some(&i) = rows.get(column.as_str()) {
            users.push((i, j));
        } else {
            demand.push(j);
        }
    }
    if users.is_empty() {
        problems.push(
            Diagnostic::error(&file, "no label is both a row and a column")
                .allowed("industries as ARG_01T02 in rows and columns")
                .hint("give the CSV file of one year as published"),
        );
    }
    let names =
        |js: &mut dyn Iterator<Item = usize>| -> Vec<String> { js.map(|j| all.columns[j].clone()).collect() };
    let industry_names = names(&mut users.iter().map(|&(_, j)| j));
    let demand_names = names(&mut demand.iter().copied());
    let industries = labels::split_all(&file, &industry_names, &['_'], &mut problems);
    let columns = labels::split_all(&file, &demand_names, &['_'], &mut problems);
    if problems.errors() > 0 {
        return Err(problems);
    }
    let n = users.len();
    let z = Mat::from_fn(n, n, |i, j| all.values[(users[i].0, users[j].1)]);
    let y = Mat::from_fn(n, demand.len(), |i, k| all.values[(users[i].0, demand[k])]);
    let x: Option<Vec<f64>> = total.map(|t| users.iter().map(|&(i, _)| all.values[(i, t)]).collect());
    drop(all.values);
    // Final demand of China and Mexico stands under the country, whose rows may be absent from the extended edition.
    let regions: BTreeSet<&String> = industries.iter().map(|(r, _)| r).collect();
    let parts: BTreeMap<String, String> = PARTS
        .iter()
        .filter(|(part, _)| regions.contains(&(*part).to_owned()))
        .map(|&(part, whole)| (part.to_owned(), whole.to_owned()))
        .collect();
    if parts.is_empty() {
        return finish(
            &file,
            Mrio::new(&industries, &columns, z, y, "million USD"),
            None,
            x.as_deref(),
            problems,
        );
    }
    // Demand columns of the whole are placed under one part until the parts are summed.
    let standing: Vec<(String, String)> = columns
        .into_iter()
        .map(|(region, category)| {
            let part = parts.iter().find(|(_, whole)| **whole == region && !regions.contains(&region));
            (part.map_or(region, |(part, _)| part.clone()), category)
        })
        .collect();
    let split = Mrio::new(&industries, &standing, z, y, "million USD").map_err(|e| from_model(&file, &e))?;
    let stated = x.map(|x| summed(&split, &parts, &x));
    let whole = split.aggregate(&parts, &BTreeMap::new(), &BTreeMap::new());
    finish(&file, whole, None, stated.as_deref(), problems)
}

/// Stated output of the whole table from that of its parts, in the order of the industries of the whole.
fn summed(split: &Mrio, parts: &BTreeMap<String, String>, x: &[f64]) -> Vec<f64> {
    let mut positions: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut out = Vec::new();
    for (industry, &x) in split.industries().iter().zip(x) {
        let region = &split.regions()[industry.region];
        let whole = parts.get(region).unwrap_or(region);
        let at = *positions.entry((whole, &split.sectors()[industry.sector])).or_insert_with(|| {
            out.push(0.0);
            out.len() - 1
        });
        out[at] += x;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("2020.csv"), text).unwrap();
        dir
    }

    #[test]
    fn the_published_layout_in_small() {
        let dir = written(
            "V1,ARG_01,ARG_02,CHN_01,CHN_02,ARG_HFCE,CHN_HFCE,OUT\n\
             ARG_01,1,2,0,1,6,0,10\nARG_02,1,1,1,1,5,1,10\nCHN_01,0,1,2,2,0,5,10\nCHN_02,1,0,2,1,1,5,10\n\
             TLS,0,0,0,0,0,0,0\nVA,7,6,5,5,0,0,0\nOUT,10,10,10,10,0,0,0\n",
        );
        let import = read(&dir.path().join("2020.csv")).unwrap();
        assert_eq!(import.table.label(2), "CHN|01");
        assert_eq!(import.table.z()[(2, 3)], 2.0);
        assert!(import.warnings.is_empty(), "{}", import.warnings);
    }

    #[test]
    fn parts_of_china_are_summed() {
        let dir = written(
            "V1,CN1_01,CN2_01,ARG_01,CHN_HFCE,ARG_HFCE\nCN1_01,1,2,1,6,0\nCN2_01,1,1,1,5,2\nARG_01,0,1,2,2,5\nVA,8,6,6,0,0\n",
        );
        let table = read(&dir.path().join("2020.csv")).unwrap().table;
        assert_eq!(table.regions(), ["CHN", "ARG"]);
        assert_eq!(table.z()[(0, 0)], 5.0);
        assert_eq!(table.y()[(0, 0)], 11.0);
    }

    #[test]
    fn stated_output_of_the_extended_edition_is_checked() {
        let table = |out: &str| {
            written(&format!(
                "V1,CN1_01,CN2_01,ARG_01,CHN_HFCE,ARG_HFCE,OUT\nCN1_01,1,2,1,6,0,10\nCN2_01,1,1,1,5,2,{out}\nARG_01,0,1,2,2,5,10\nVA,8,6,6,0,0,0\n"
            ))
        };
        let right = table("10");
        assert!(read(&right.path().join("2020.csv")).unwrap().warnings.is_empty());
        for wrong in ["100", "14"] {
            let dir = table(wrong);
            let told = read(&dir.path().join("2020.csv")).unwrap_err().to_string();
            assert!(told.contains("[CHN|01]: the row is not balanced"), "{told}");
        }
    }
}

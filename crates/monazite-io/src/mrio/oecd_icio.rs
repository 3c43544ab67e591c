//! OECD inter-country input-output tables: one CSV file a year, million USD.
//!
//! Labels are `ARG_01T02`; columns that are no rows are final demand (`ARG_HFCE`, ...) or the total (`OUT`);
//! rows that are no columns are taxes, value added and output.
//! The extended edition splits China and Mexico (`CN1`, `CN2`, `MX1`, `MX2`): they are summed to `CHN` and `MEX`,
//! under which final demand is given.
//! Source: OECD, Inter-Country Input-Output tables.

use super::check::{Line, balance};
use super::imported::{Import, finish, from_model};
use super::matrix::{Labelled, Layout, read as read_matrix};
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
/// Rows of taxes less subsidies and of value added, in all editions.
const ACCOUNTS: [&str; 6] = ["TLS", "VA", "TAXSUB", "VALU", "VAXTAX", "TXS"];

/// Reads a table.
///
/// # Errors
/// All problems.
pub fn read(path: &Path) -> Result<Import, Diagnostics> {
    let file = source::name(path);
    let mut problems = Diagnostics::default();
    let reader = source::open(path)?;
    let Some(all) = read_matrix(&file, reader, Layout::CSV, &mut problems) else { return Err(problems) };
    let lines = Lines::of(&all);
    lines.tell(&file, &all, &mut problems);
    let names = |js: &[usize]| -> Vec<String> { js.iter().map(|&j| all.columns[j].clone()).collect() };
    let used: Vec<usize> = lines.users.iter().map(|&(_, j)| j).collect();
    let industries = labels::split_all(&file, &names(&used), &['_'], &mut problems);
    let columns = labels::split_all(&file, &names(&lines.demand), &['_'], &mut problems);
    if problems.errors() > 0 {
        return Err(problems);
    }
    lines.tell_columns(&file, &all, &mut problems);
    let (users, demand) = (&lines.users, &lines.demand);
    let n = users.len();
    let z = Mat::from_fn(n, n, |i, j| all.values[(users[i].0, users[j].1)]);
    let y = Mat::from_fn(n, demand.len(), |i, k| all.values[(users[i].0, demand[k])]);
    // Output as stated: by the column of totals, else by the row of totals.
    let x: Option<Vec<f64>> = match (lines.total_column, lines.total_row) {
        (Some(total), _) => Some(users.iter().map(|&(i, _)| all.values[(i, total)]).collect()),
        (None, Some(total)) => Some(users.iter().map(|&(_, j)| all.values[(total, j)]).collect()),
        (None, None) => None,
    };
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

/// What the rows and columns of a table are.
struct Lines {
    /// Row and column of each industry.
    users: Vec<(usize, usize)>,
    /// Columns of final demand.
    demand: Vec<usize>,
    /// Rows that are neither industries nor totals: taxes, value added, and what is not known.
    accounts: Vec<usize>,
    total_column: Option<usize>,
    total_row: Option<usize>,
}

impl Lines {
    fn of(all: &Labelled) -> Self {
        let is_total = |label: &str| TOTALS.iter().any(|total| label.eq_ignore_ascii_case(total));
        let rows: BTreeMap<&str, usize> = all.rows.iter().enumerate().map(|(i, r)| (r.as_str(), i)).collect();
        let columns: BTreeSet<&str> = all.columns.iter().map(String::as_str).collect();
        let (mut users, mut demand) = (Vec::new(), Vec::new());
        for (j, column) in all.columns.iter().enumerate().filter(|(_, column)| !is_total(column)) {
            match rows.get(column.as_str()) {
                Some(&i) => users.push((i, j)),
                None => demand.push(j),
            }
        }
        let of_row = |row: &String| !is_total(row) && !columns.contains(row.as_str());
        Self {
            users,
            demand,
            accounts: (0..all.rows.len()).filter(|&i| of_row(&all.rows[i])).collect(),
            total_column: all.columns.iter().position(|column| is_total(column)),
            total_row: all.rows.iter().position(|row| is_total(row)),
        }
    }

    /// Tells industries that have a row or a column only, and rows that are no account that is known.
    fn tell(&self, file: &str, all: &Labelled, problems: &mut Diagnostics) {
        if self.users.is_empty() {
            problems.push(
                Diagnostic::error(file, "no label is both a row and a column")
                    .allowed("industries as ARG_01T02 in rows and columns")
                    .hint("give the CSV file of one year as published"),
            );
            return;
        }
        let sector = |label: &str| labels::split(label, &['_']).map(|(_, sector)| sector);
        let sectors: BTreeSet<String> =
            self.users.iter().filter_map(|&(_, j)| sector(&all.columns[j])).collect();
        let is_industry = |label: &str| sector(label).is_some_and(|sector| sectors.contains(&sector));
        let half = |label: &str, has: &str, lacks: &str| {
            Diagnostic::error(file, format!("an industry has a {has} but no {lacks}"))
                .cell(has, label)
                .allowed("each industry as a row and as a column")
                .hint("the file is not complete, or the label is misspelled: fetch it again")
        };
        for &j in self.demand.iter().filter(|&&j| is_industry(&all.columns[j])) {
            problems.push(half(&all.columns[j], "column", "row"));
        }
        for &i in &self.accounts {
            let label = all.rows[i].as_str();
            if is_industry(label) {
                problems.push(half(label, "row", "column"));
            } else if !is_account(label) {
                problems.push(
                    Diagnostic::warning(
                        file,
                        "a row is neither an industry nor taxes or value added; it is not read",
                    )
                    .cell("row", label)
                    .allowed(ACCOUNTS.join(", "))
                    .hint("if it is an industry, its column is missing"),
                );
            }
        }
    }

    /// Stated output by column against inputs, taxes and value added.
    fn tell_columns(&self, file: &str, all: &Labelled, problems: &mut Diagnostics) {
        let Some(total) = self.total_row.filter(|_| !self.accounts.is_empty()) else { return };
        for &(_, j) in &self.users {
            let rows = self.users.iter().map(|&(i, _)| i).chain(self.accounts.iter().copied());
            let sum = rows.map(|i| all.values[(i, j)]).sum();
            balance(file, Line::Column, &all.columns[j], [all.values[(total, j)], sum], 0.0, problems);
        }
    }
}

/// Whether a row is one of taxes or value added: `TLS`, `VA`, in earlier editions `ARG_TAXSUB` and `VALU`.
fn is_account(label: &str) -> bool {
    let last = label.rsplit('_').next().unwrap_or(label);
    ACCOUNTS.iter().any(|account| last.eq_ignore_ascii_case(account))
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

//! US Bureau of Economic Analysis, detail use and make tables: 402 industries, million USD.
//!
//! The use table says which goods each industry buys, the make table which industry makes each good.
//! With the industry-technology assumption the market shares `D = V q^-1` turn goods into industries:
//! `Z = D U`, `Y = D E`.
//! Source: Miller & Blair, Input-Output Analysis, 3rd edition, section 5.3 (industry-by-industry).

use super::check::{Line, balance};
use super::imported::{Import, finish};
use super::matrix::Labelled;
use super::plain::read_file;
use super::source;
use crate::diagnostic::{Diagnostic, Diagnostics};
use faer::Mat;
use monazite::economy::Mrio;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The one region of the table.
const REGION: &str = "USA";

/// Reads a folder with a use table (`*Use*.csv`) and a make table (`*Make*.csv`).
///
/// # Errors
/// All problems.
pub fn read(dir: &Path) -> Result<Import, Diagnostics> {
    let mut problems = Diagnostics::default();
    let used = find(dir, "Use", &mut problems).and_then(|p| read_file(&p, &mut problems));
    let made = find(dir, "Make", &mut problems).and_then(|p| read_file(&p, &mut problems));
    let (Some(used), Some(made)) = (used, made) else { return Err(problems) };
    if problems.errors() > 0 {
        return Err(problems);
    }
    // Totals (T...) and value added (V00...) are no industries and no goods; final demand is F....
    let is_total = |code: &str| code.starts_with("T0") || code.starts_with("V00");
    let goods: Vec<usize> = (0..used.rows.len()).filter(|&i| !is_total(&used.rows[i])).collect();
    let demand: Vec<usize> = (0..used.columns.len()).filter(|&j| is_demand(&used.columns[j])).collect();
    let users: Vec<usize> = (0..used.columns.len())
        .filter(|&j| !is_total(&used.columns[j]) && !is_demand(&used.columns[j]))
        .collect();
    let value_added: Vec<usize> = (0..used.rows.len()).filter(|&i| used.rows[i].starts_with("V00")).collect();
    let bought: Vec<usize> = users.iter().chain(&demand).copied().collect();
    let inputs: Vec<usize> = goods.iter().chain(&value_added).copied().collect();
    totals("use table", &used, &inputs, &bought, [&goods, &users], &mut problems);
    let plain =
        |labels: &[String]| -> Vec<usize> { (0..labels.len()).filter(|&i| !is_total(&labels[i])).collect() };
    let (makers, made_goods) = (plain(&made.rows), plain(&made.columns));
    totals("make table", &made, &makers, &made_goods, [&makers, &made_goods], &mut problems);
    let share = market_shares(&used, &made, &goods, &users, &mut problems);
    if problems.errors() > 0 {
        return Err(problems);
    }
    let block = |columns: &[usize]| {
        Mat::from_fn(goods.len(), columns.len(), |g, j| used.values[(goods[g], columns[j])])
    };
    let (z, y) = (&share * block(&users), &share * block(&demand));
    let label = |j: &usize| (REGION.to_owned(), used.columns[*j].clone());
    let industries: Vec<_> = users.iter().map(label).collect();
    let columns: Vec<_> = demand.iter().map(label).collect();
    finish("use table", Mrio::new(&industries, &columns, z, y, "million USD"), None, None, problems)
}

/// Stated totals against the sums of what they are the totals of: along each row over `across`, along each column over
/// `down`; those of `checked` rows and columns. Totals of rows stand in the last column `T...`, those of columns in the
/// last row `T...`.
fn totals(
    file: &str,
    table: &Labelled,
    down: &[usize],
    across: &[usize],
    [rows, columns]: [&[usize]; 2],
    problems: &mut Diagnostics,
) {
    let last = |labels: &[String]| labels.iter().rposition(|label| label.starts_with("T0"));
    // Cells are rounded to millions: four standard deviations of what that explains in a sum.
    #[expect(clippy::cast_precision_loss, reason = "cells of a row")]
    let slack = |cells: usize| 4.0 * (cells as f64 / 12.0).sqrt();
    if let Some(total) = last(&table.columns) {
        for &i in rows {
            let sum = across.iter().map(|&j| table.values[(i, j)]).sum();
            let sums = [table.values[(i, total)], sum];
            balance(file, Line::Row, &table.rows[i], sums, slack(across.len()), problems);
        }
    }
    if let Some(total) = last(&table.rows) {
        for &j in columns {
            let sum = down.iter().map(|&i| table.values[(i, j)]).sum();
            let sums = [table.values[(total, j)], sum];
            balance(file, Line::Column, &table.columns[j], sums, slack(down.len()), problems);
        }
    }
}

fn is_demand(code: &str) -> bool {
    code.len() == 6 && code.starts_with('F') && code[1..3].chars().all(|c| c.is_ascii_digit())
}

/// `D[industry, good]`: the industry's share in what is made of the good at home; zero for goods that are only imported.
fn market_shares(
    used: &Labelled,
    made: &Labelled,
    goods: &[usize],
    users: &[usize],
    problems: &mut Diagnostics,
) -> Mat<f64> {
    let position = |labels: &[String]| -> BTreeMap<String, usize> {
        labels.iter().enumerate().map(|(i, l)| (l.clone(), i)).collect()
    };
    let (rows, columns) = (position(&made.rows), position(&made.columns));
    let mut at = |kind: &str, code: &String, map: &BTreeMap<String, usize>| {
        let found = map.get(code).copied();
        if found.is_none() {
            problems.push(
                Diagnostic::error("make table", format!("{kind} `{code}` of the use table is missing"))
                    .hint("give use and make table of one year and one edition"),
            );
        }
        found
    };
    let makers: Vec<Option<usize>> = users.iter().map(|&j| at("industry", &used.columns[j], &rows)).collect();
    let makes: Vec<Option<usize>> = goods.iter().map(|&g| at("good", &used.rows[g], &columns)).collect();
    let value = |i: Option<usize>, g: Option<usize>| match (i, g) {
        (Some(i), Some(g)) => made.values[(i, g)],
        _ => 0.0,
    };
    let total: Vec<f64> = makes.iter().map(|&g| makers.iter().map(|&i| value(i, g)).sum()).collect();
    Mat::from_fn(users.len(), goods.len(), |i, g| {
        if total[g] == 0.0 { 0.0 } else { value(makers[i], makes[g]) / total[g] }
    })
}

fn find(dir: &Path, word: &str, problems: &mut Diagnostics) -> Option<PathBuf> {
    let fits = |name: &str| {
        let plain = source::PACKED
            .iter()
            .find_map(|packed| name.strip_suffix(packed).filter(|n| n.ends_with(".csv")));
        plain.is_some_and(|name| name.contains(word))
    };
    match source::only(dir, &format!("*{word}*.csv"), fits) {
        Ok(path) => Some(path),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_layout_in_small() {
        let dir = tempfile::tempdir().unwrap();
        let used = ",1111A0,2122A0,T001,F01000,F05000,T007\n1111A0,10,20,30,75,-5,100\n2122A0,30,10,40,62,-2,100\nV00100,50,80,130,0,0,0\nT008,90,110,0,0,0,0\n";
        let made = ",1111A0,2122A0,T008\n1111A0,90,0,90\n2122A0,10,100,110\nT007,100,100,200\n";
        std::fs::write(dir.path().join("Detail_Use_2017.csv"), used).unwrap();
        std::fs::write(dir.path().join("Detail_Make_2017.csv"), made).unwrap();
        let import = read(dir.path()).unwrap();
        assert!(import.warnings.is_empty(), "{}", import.warnings);
        let table = import.table;
        assert_eq!((table.len(), table.columns().len()), (2, 2));
        assert!((table.z()[(0, 1)] - 18.0).abs() < 1e-12, "farms make nine tenths of 20");
        assert!((table.z()[(1, 1)] - 12.0).abs() < 1e-12, "mines make the rest and their own 10");
        let x = monazite::economy::leontief::x(table.z(), table.y());
        assert!(
            (x[0] - 90.0).abs() < 1e-12 && (x[1] - 110.0).abs() < 1e-12,
            "output is what each industry makes"
        );
        for (name, right, wrong) in [
            ("Detail_Use_2017.csv", "75,-5,100", "75,-5,1000"),
            ("Detail_Use_2017.csv", "T008,90,110", "T008,90,410"),
            ("Detail_Make_2017.csv", "10,100,110", "10,100,310"),
            ("Detail_Make_2017.csv", "T007,100,100", "T007,100,300"),
        ] {
            let path = dir.path().join(name);
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, text.replace(right, wrong)).unwrap();
            let problems = read(dir.path()).unwrap_err().to_string();
            assert!(problems.contains("is not balanced"), "{wrong}: {problems}");
            std::fs::write(&path, text).unwrap();
        }
    }
}

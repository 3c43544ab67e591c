//! Laws of the readers of published input-output tables, on small tables of each format: order and names change nothing
//! but order and names, what is produced is what is consumed, and what is lost is told.

#![allow(clippy::unwrap_used)]

use monazite::economy::{Extensions, accounts, leontief};
use monazite_io::Diagnostics;
use monazite_io::mrio::{Format, Import};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

const REGIONS: [&str; 3] = ["DEU", "CHN", "ROW"];
const SECTORS: [&str; 2] = ["A01", "C24"];
const CATEGORIES: [&str; 2] = ["HFCE", "GFCF"];

/// A table in memory: labels in the order in which it is written, and its cells by label.
#[derive(Debug, Clone)]
struct Table {
    industries: Vec<String>,
    demand: Vec<String>,
    cells: BTreeMap<(String, String), i32>,
}

impl Table {
    fn new(cells: &[i32]) -> Self {
        let labels = |regions: &[&str], parts: &[&str]| -> Vec<String> {
            regions.iter().flat_map(|r| parts.iter().map(move |p| format!("{r}_{p}"))).collect()
        };
        let (industries, demand) = (labels(&REGIONS, &SECTORS), labels(&REGIONS, &CATEGORIES));
        let pairs = industries.iter().flat_map(|i| industries.iter().chain(&demand).map(move |j| (i, j)));
        // What is sold to final demand is more than what is bought, so that value added is positive.
        let size = |j: &String, cell: i32| if demand.contains(j) { 150 + cell } else { cell };
        let cells = pairs.zip(cells).map(|((i, j), &cell)| ((i.clone(), j.clone()), size(j, cell))).collect();
        Self { industries, demand, cells }
    }

    fn cell(&self, i: &str, j: &str) -> i32 {
        self.cells[&(i.to_owned(), j.to_owned())]
    }

    fn output(&self, i: &str) -> i32 {
        self.industries.iter().chain(&self.demand).map(|j| self.cell(i, j)).sum()
    }

    fn value_added(&self, j: &str) -> i32 {
        self.output(j) - self.industries.iter().map(|i| self.cell(i, j)).sum::<i32>()
    }

    /// The same with its labels in another order.
    fn shuffled(&self, industries: &[usize], demand: &[usize]) -> Self {
        let pick = |labels: &[String], order: &[usize]| order.iter().map(|&at| labels[at].clone()).collect();
        Self {
            industries: pick(&self.industries, industries),
            demand: pick(&self.demand, demand),
            cells: self.cells.clone(),
        }
    }

    /// Writes the table as a format publishes it; without a row or column, if asked, and with or without its output.
    fn write(&self, format: Format, dir: &Path, lost: Option<(&str, bool)>, stated: bool) {
        let rows: Vec<&String> =
            self.industries.iter().filter(|i| lost != Some((i.as_str(), true))).collect();
        let kept = |labels: &[String]| -> Vec<String> {
            labels.iter().filter(|j| lost != Some((j.as_str(), false))).cloned().collect()
        };
        let (users, demand) = (kept(&self.industries), kept(&self.demand));
        match format {
            Format::OecdIcio => self.icio(dir, &rows, &[users, demand].concat(), stated),
            Format::Exiobase3 => self.exiobase(dir, &rows, &users, &demand, stated),
            Format::Wiod2013 => self.tidied(dir, &rows, &users, &demand, stated),
            _ => unreachable!("formats of one matrix a region"),
        }
    }

    fn icio(&self, dir: &Path, rows: &[&String], columns: &[String], stated: bool) {
        let total = |text: String| if stated { format!(",{text}") } else { String::new() };
        let mut text = format!("V1,{}{}\n", columns.join(","), total("OUT".to_owned()));
        for i in rows {
            let cells: Vec<String> = columns.iter().map(|j| self.cell(i, j).to_string()).collect();
            text += &format!("{i},{}{}\n", cells.join(","), total(self.output(i).to_string()));
        }
        let of = |value: &dyn Fn(&str) -> i32| -> String {
            let cell = |j: &String| if self.industries.contains(j) { value(j) } else { 0 };
            columns.iter().map(|j| cell(j).to_string()).collect::<Vec<_>>().join(",")
        };
        text += &format!("TLS,{}{}\n", of(&|_| 1), total("0".to_owned()));
        text += &format!("VA,{}{}\n", of(&|j| self.value_added(j) - 1), total("0".to_owned()));
        if stated {
            text += &format!("OUT,{},0\n", of(&|j| self.output(j)));
        }
        std::fs::write(dir.join("2019.csv"), text).unwrap();
    }

    fn exiobase(&self, dir: &Path, rows: &[&String], users: &[String], demand: &[String], stated: bool) {
        let split = |label: &str| label.split_once('_').map(|(r, s)| (r.to_owned(), s.to_owned())).unwrap();
        let line = |columns: &[String], first: bool| -> String {
            let part = |j: &String| if first { split(j).0 } else { split(j).1 };
            columns.iter().map(|j| format!("\t{}", part(j))).collect()
        };
        let matrix = |columns: &[String], word: &str| {
            let mut text = format!("region\t{}\n{word}\t{}\n", line(columns, true), line(columns, false));
            for i in rows {
                let cells: String = columns.iter().map(|j| format!("\t{}", self.cell(i, j))).collect();
                text += &format!("{}\t{}{cells}\n", split(i).0, split(i).1);
            }
            text
        };
        std::fs::write(dir.join("Z.txt"), matrix(users, "sector")).unwrap();
        std::fs::write(dir.join("Y.txt"), matrix(demand, "category")).unwrap();
        let all = |word: &str, cell: &dyn Fn(&str) -> String| -> String {
            let rows = rows.iter().map(|i| format!("{}\t{}\t{}\n", split(i).0, split(i).1, cell(i)));
            format!("region\tsector\t{word}\n{}", rows.collect::<String>())
        };
        std::fs::write(dir.join("unit.txt"), all("unit", &|_| "M.EUR".to_owned())).unwrap();
        if stated {
            std::fs::write(dir.join("x.txt"), all("indout", &|i| self.output(i).to_string())).unwrap();
        }
    }

    fn tidied(&self, dir: &Path, rows: &[&String], users: &[String], demand: &[String], stated: bool) {
        let dotted = |label: &String| label.replace('_', ".");
        let write = |name: &str, header: String, cells: &dyn Fn(&String) -> String| {
            let body: String = rows.iter().map(|i| format!("{},{}\n", dotted(i), cells(i))).collect();
            std::fs::write(dir.join(name), format!(",{header}\n{body}")).unwrap();
        };
        let joined = |cells: Vec<String>| cells.join(",");
        let names = |columns: &[String]| joined(columns.iter().map(dotted).collect());
        let of = |i: &String, columns: &[String]| {
            joined(columns.iter().map(|j| self.cell(i, j).to_string()).collect())
        };
        write("wiod_Z.csv", names(users), &|i| of(i, users));
        write("wiod_F.csv", names(demand), &|i| of(i, demand));
        if stated {
            write("wiod_x_va.csv", "x".to_owned(), &|i| self.output(i).to_string());
        }
    }
}

const FORMATS: [Format; 3] = [Format::OecdIcio, Format::Exiobase3, Format::Wiod2013];

/// The table as it is read from what a format publishes.
fn read(
    table: &Table,
    format: Format,
    lost: Option<(&str, bool)>,
    stated: bool,
) -> Result<Import, Diagnostics> {
    let dir = tempfile::tempdir().unwrap();
    table.write(format, dir.path(), lost, stated);
    let path = if format == Format::OecdIcio { dir.path().join("2019.csv") } else { dir.path().to_owned() };
    format.read(&path)
}

/// Flows by what they are of.
fn flows(import: &Import) -> BTreeMap<(String, String), f64> {
    let table = &import.table;
    let rows = 0..table.len();
    let of_users = rows.clone().flat_map(|i| (0..table.len()).map(move |j| (i, j)));
    let users = of_users.map(|(i, j)| ((table.label(i), table.label(j)), table.z()[(i, j)]));
    let of_demand = rows.flat_map(|i| (0..table.columns().len()).map(move |k| (i, k)));
    let demand = of_demand.map(|(i, k)| ((table.label(i), table.column_label(k)), table.y()[(i, k)]));
    users.chain(demand).collect()
}

/// Value added as an extension: what consumers account for of it is what producers do, and all of it.
fn conserved(import: &Import) -> Result<(), TestCaseError> {
    let table = &import.table;
    let x = leontief::x(table.z(), table.y());
    let v = leontief::value_added(table.z(), &x);
    let extensions = Extensions {
        names: vec!["value added".to_owned()],
        units: vec![String::new()],
        f: faer::Mat::from_fn(1, v.len(), |_, i| v[i]),
        f_y: faer::Mat::zeros(1, table.columns().len()),
    };
    let factor = leontief::Factor::new(&leontief::a(table.z(), &x)).unwrap();
    let of = accounts::accounts(table, &extensions, &x, &factor).unwrap();
    let sum = |m: &faer::Mat<f64>| (0..m.ncols()).map(|j| m[(0, j)]).sum::<f64>();
    let total: f64 = v.iter().sum();
    prop_assert!((sum(&of.d_cba) / total - 1.0).abs() < 1e-9 && (sum(&of.d_pba) / total - 1.0).abs() < 1e-9);
    Ok(())
}

fn tables() -> impl Strategy<Value = Table> {
    prop::collection::vec(1..20_i32, 72).prop_map(|cells| Table::new(&cells))
}

fn order() -> impl Strategy<Value = Vec<usize>> {
    Just((0..6).collect::<Vec<usize>>()).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_produced_is_what_is_consumed(table in tables(), format in 0..3_usize, stated: bool) {
        let import = read(&table, FORMATS[format], None, stated).unwrap();
        prop_assert!(import.warnings.is_empty(), "{}", import.warnings);
        conserved(&import)?;
    }

    #[test]
    fn order_changes_nothing(table in tables(), format in 0..3_usize, rows in order(), columns in order()) {
        let wanted = flows(&read(&table, FORMATS[format], None, true).unwrap());
        let other = read(&table.shuffled(&rows, &columns), FORMATS[format], None, true).unwrap();
        prop_assert_eq!(flows(&other), wanted);
        conserved(&other)?;
    }

    #[test]
    fn names_of_regions_change_nothing_but_names(table in tables(), format in 0..3_usize) {
        let renamed = |label: &String| label.replace("DEU", "FRA").replace("CHN", "XKX");
        let other = Table {
            industries: table.industries.iter().map(renamed).collect(),
            demand: table.demand.iter().map(renamed).collect(),
            cells: table.cells.iter().map(|((i, j), v)| ((renamed(i), renamed(j)), *v)).collect(),
        };
        let wanted: Vec<f64> = flows(&read(&table, FORMATS[format], None, true).unwrap()).into_values().collect();
        let other = read(&other, FORMATS[format], None, true).unwrap();
        let back = |label: &String| label.replace("FRA", "DEU").replace("XKX", "CHN");
        let found: BTreeMap<_, f64> = flows(&other).into_iter().map(|((i, j), v)| ((back(&i), back(&j)), v)).collect();
        prop_assert_eq!(found.into_values().collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn a_lost_row_or_column_is_told(
        table in tables(),
        format in 0..3_usize,
        at in 0..12_usize,
        is_row: bool,
        stated: bool,
    ) {
        let labels: Vec<String> =
            table.industries.iter().chain(table.demand.iter().filter(|_| !is_row)).cloned().collect();
        let label = &labels[at % labels.len()];
        let read = read(&table, FORMATS[format], Some((label, is_row)), stated);
        let told = read.as_ref().map_or(true, |import| !import.warnings.is_empty());
        prop_assert!(told, "{label} {is_row}");
        // An industry that is lost on one side only is never made up for.
        prop_assert!(!table.industries.contains(label) || read.is_err(), "{label} {is_row}");
    }

    #[test]
    fn a_region_that_lacks_a_sector_keeps_its_accounts(table in tables(), format in 0..3_usize, at in 0..6_usize) {
        // The industry is gone from rows and columns alike: what others bought of it is in no cell.
        let lost = table.industries[at].clone();
        let other = Table {
            industries: table.industries.iter().filter(|i| **i != lost).cloned().collect(),
            ..table.clone()
        };
        let import = read(&other, FORMATS[format], None, false).unwrap();
        let whole = import.completed().unwrap();
        prop_assert!(whole.warnings.to_string().contains("lacks a sector"), "{}", whole.warnings);
        conserved(&whole)?;
    }

    #[test]
    fn stated_output_that_is_scaled_is_an_error(table in tables(), format in 0..3_usize, factor in 2..2000_i32) {
        let dir = tempfile::tempdir().unwrap();
        table.write(FORMATS[format], dir.path(), None, true);
        let (name, path) = match FORMATS[format] {
            Format::OecdIcio => ("2019.csv", dir.path().join("2019.csv")),
            Format::Exiobase3 => ("x.txt", dir.path().to_owned()),
            _ => ("wiod_x_va.csv", dir.path().to_owned()),
        };
        let file = dir.path().join(name);
        let stated = table.output(&table.industries[0]);
        let text = std::fs::read_to_string(&file).unwrap();
        let scaled = text.replace(&format!("{stated}\n"), &format!("{}\n", stated * factor));
        prop_assert!(scaled != text);
        std::fs::write(&file, scaled).unwrap();
        let told = FORMATS[format].read(&path).unwrap_err().to_string();
        prop_assert!(told.contains("not balanced"), "{told}");
    }
}

/// Use and make tables of the Bureau of Economic Analysis, of three goods and industries, with their totals.
fn bea(cells: &[i32], order: &[usize], lost: Option<(usize, usize)>) -> Result<Import, Diagnostics> {
    let codes = ["1111A0", "2122A0", "334413"];
    let n = codes.len();
    let at = |i: usize, j: usize| cells[i * n + j];
    // Each industry makes its good, and the first a tenth of the second's.
    let made = |i: usize, j: usize| {
        if i == j {
            900
        } else if (i, j) == (0, 1) {
            100
        } else {
            0
        }
    };
    let good = |j: usize| (0..n).map(|i| made(i, j)).sum::<i32>();
    let industry = |i: usize| (0..n).map(|j| made(i, j)).sum::<i32>();
    let bought = |i: usize| (0..n).map(|j| at(i, j)).sum::<i32>();
    let mut used: Vec<Vec<String>> = Vec::new();
    let label = |k: &usize| codes[*k].to_owned();
    let all = |labels: &[&str]| labels.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
    used.push([all(&[""]), order.iter().map(label).collect(), all(&["T001", "F01000", "T007"])].concat());
    for &i in order {
        let cells = order.iter().map(|&j| at(i, j)).chain([bought(i), good(i) - bought(i), good(i)]);
        used.push(std::iter::once(label(&i)).chain(cells.map(|c| c.to_string())).collect());
    }
    let spent = |j: usize| (0..n).map(|i| at(i, j)).sum::<i32>();
    let line = |name: &str, value: &dyn Fn(usize) -> i32| -> Vec<String> {
        let cells = order.iter().map(|&j| value(j)).chain([0, 0, 0]);
        std::iter::once(name.to_owned()).chain(cells.map(|c| c.to_string())).collect()
    };
    used.push(line("V00100", &|j| industry(j) - spent(j)));
    used.push(line("T008", &|j| industry(j)));
    let mut make = vec![[all(&[""]), order.iter().map(label).collect(), all(&["T008"])].concat()];
    for &i in order {
        let cells = order.iter().map(|&j| made(i, j)).chain([industry(i)]);
        make.push(std::iter::once(label(&i)).chain(cells.map(|c| c.to_string())).collect());
    }
    let totals = order.iter().map(|&j| good(j)).chain([order.iter().map(|&j| good(j)).sum()]);
    make.push(std::iter::once("T007".to_owned()).chain(totals.map(|c| c.to_string())).collect());
    let mut files = [used, make];
    if let Some((file, line)) = lost {
        // Lines 1 to 3 are rows, 4 to 6 columns.
        if line <= n {
            files[file].remove(line);
        } else {
            files[file].iter_mut().for_each(|row| drop(row.remove(line - n)));
        }
    }
    let dir = tempfile::tempdir().unwrap();
    for (name, rows) in ["Detail_Use_2017.csv", "Detail_Make_2017.csv"].iter().zip(&files) {
        let text: String = rows.iter().map(|row| row.join(",") + "\n").collect();
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    Format::Bea.read(dir.path())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn use_and_make_tables_keep_what_is_made(
        cells in prop::collection::vec(20..90_i32, 9),
        order in Just(vec![0_usize, 1, 2]).prop_shuffle(),
    ) {
        let import = bea(&cells, &[0, 1, 2], None).unwrap();
        prop_assert!(import.warnings.is_empty(), "{}", import.warnings);
        conserved(&import)?;
        let (wanted, found) = (flows(&import), flows(&bea(&cells, &order, None).unwrap()));
        prop_assert!(wanted.iter().all(|(key, value)| (found[key] - value).abs() < 1e-9), "{:?}", order);
    }

    #[test]
    fn a_line_lost_of_use_or_make_is_told(
        cells in prop::collection::vec(20..90_i32, 9),
        file in 0..2_usize,
        line in 1..7_usize,
    ) {
        prop_assert!(bea(&cells, &[0, 1, 2], Some((file, line))).is_err());
    }
}

//! Laws of the readers of datasets, of input-output tables and of BACI: another dress is the same table or an error that
//! names the file; what is lost, renamed or damaged is told.

#![allow(clippy::unwrap_used)]

use crate::common::dress::{Cells, Dress, cells, dress, text};
use crate::common::ores;
use monazite_io::import::baci;
use monazite_io::{Diagnostics, mrio, read, write_files};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

/// A plain table whose accounts hold; `x` states what its rows sum to.
const PLAIN: [(&str, &str); 5] = [
    (
        "Z.csv",
        ",DEU|c14,DEU|c9,CHN|c14,CHN|c9\nDEU|c14,10,2,3,4\nDEU|c9,1,5,1,2\nCHN|c14,6,1,20,3\nCHN|c9,2,2,4,30\n",
    ),
    ("Y.csv", ",DEU|hh,CHN|hh\nDEU|c14,50,1\nDEU|c9,40,2\nCHN|c14,5,90\nCHN|c9,6,80\n"),
    ("x.csv", ",x\nDEU|c14,70\nDEU|c9,51\nCHN|c14,125\nCHN|c9,124\n"),
    ("F.csv", ",DEU|c14,DEU|c9,CHN|c14,CHN|c9\nCO2,7,5,30,20\nwater,1,2,3,4\n"),
    ("F_Y.csv", ",DEU|hh,CHN|hh\nCO2,3,8\nwater,1,1\n"),
];
const BACI: &str =
    "t,i,j,k,v,q\n2022,156,842,811292,100.5,10\n2022,156,392,260500,8,2.25\n2022,842,156,811292,7,0.5\n";

fn folder(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, bytes)| std::fs::write(dir.path().join(name), bytes).unwrap());
    dir
}

fn plain(changed: usize, bytes: Vec<u8>) -> tempfile::TempDir {
    let mut files = PLAIN.map(|(name, text)| (name, text.as_bytes().to_vec()));
    files[changed].1 = bytes;
    folder(&files)
}

/// Flows of a table by what they are of, and its extensions.
fn flows(import: &mrio::Import) -> BTreeMap<(String, String), f64> {
    let table = &import.table;
    let mut flows = BTreeMap::new();
    for i in 0..table.len() {
        for j in 0..table.len() {
            flows.insert((table.label(i), table.label(j)), table.z()[(i, j)]);
        }
        for k in 0..table.columns().len() {
            flows.insert((table.label(i), table.column_label(k)), table.y()[(i, k)]);
        }
    }
    let extensions = import.extensions.as_ref().unwrap();
    for (at, name) in extensions.names.iter().enumerate() {
        for i in 0..table.len() {
            flows.insert((name.clone(), table.label(i)), extensions.f[(at, i)]);
        }
    }
    flows
}

/// Whether reading says anything.
fn told(read: &Result<mrio::Import, Diagnostics>) -> bool {
    read.as_ref().map_or(true, |import| !import.warnings.is_empty())
}

fn table(at: usize) -> Cells {
    cells(PLAIN[at].1)
}

fn read_plain(dir: &Path) -> Result<mrio::Import, Diagnostics> {
    mrio::Format::Plain.read(dir)
}

/// The rows of a file of BACI, and all that is said of it.
fn baci_rows(bytes: &[u8]) -> (Vec<String>, String) {
    let mut out = Vec::new();
    let mut writer = baci::CsvWriter::new(&mut out).unwrap();
    let read = baci::read(Cursor::new(bytes.to_vec()), "BACI_HS17_Y2022_V202401.csv", None, &mut writer);
    writer.finish().unwrap();
    let mut rows: Vec<String> = String::from_utf8(out).unwrap().lines().map(str::to_owned).collect();
    rows.sort();
    (rows, read.map_or_else(|error| error.to_string(), |book| book.diagnostics.to_string()))
}

/// The tables of the example dataset.
fn names() -> Vec<String> {
    ores().keys().filter(|name| name.ends_with(".csv")).cloned().collect()
}

/// The example with one table in another dress, as a folder.
fn example(name: &str, dress: &Dress) -> tempfile::TempDir {
    let mut files = ores();
    let packed = match dress.container {
        0 => "",
        2 => ".zip",
        _ => ".gz",
    };
    let text = String::from_utf8(files.remove(name).unwrap().to_vec()).unwrap();
    let dir = tempfile::tempdir().unwrap();
    write_files(&files, dir.path()).unwrap();
    std::fs::write(dir.path().join(format!("{name}{packed}")), dress.put_on(&cells(&text), 0)).unwrap();
    dir
}

#[test]
fn the_samples_are_sound() {
    let import = read_plain(plain(0, PLAIN[0].1.into()).path()).unwrap();
    assert!(import.warnings.is_empty(), "{}", import.warnings);
    let (rows, told) = baci_rows(BACI.as_bytes());
    assert!(rows.len() == 4 && !told.contains("error:"), "{rows:?} {told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn another_dress_is_the_same_input_output_table(at in 0..PLAIN.len(), dress in dress()) {
        let wanted = flows(&read_plain(plain(at, PLAIN[at].1.into()).path()).unwrap());
        match read_plain(plain(at, dress.put_on(&table(at), 1)).path()) {
            Ok(import) => prop_assert_eq!(flows(&import), wanted),
            Err(problems) => {
                let stem = PLAIN[at].0.split('.').next().unwrap();
                prop_assert!(problems.to_string().contains(stem), "{}: {}", stem, problems);
                // Rows and columns in different orders are refused, not guessed.
                let in_order = dress.rows == 0 && dress.columns == 0;
                prop_assert!(!in_order || dress.encoding > 1 || dress.container > 2, "{:?}: {}", dress, problems);
            }
        }
    }

    #[test]
    fn the_same_order_in_another_dress_is_read(at in 0..PLAIN.len(), dress in dress()) {
        let dress = Dress { rows: 0, columns: 0, encoding: dress.encoding % 2, container: dress.container % 3, ..dress };
        let read = read_plain(plain(at, dress.put_on(&table(at), 1)).path()).unwrap();
        prop_assert_eq!(flows(&read), flows(&read_plain(plain(at, PLAIN[at].1.into()).path()).unwrap()));
    }

    #[test]
    fn a_lost_line_of_an_input_output_table_is_told(
        at in 0..PLAIN.len(),
        line in any::<prop::sample::Index>(),
        is_row: bool,
    ) {
        let mut cells = table(at);
        if is_row {
            cells.remove(1 + line.index(cells.len() - 1));
        } else {
            let column = 1 + line.index(cells[0].len() - 1);
            cells.iter_mut().for_each(|row| drop(row.remove(column)));
        }
        let read = read_plain(plain(at, text(&cells, b',').into()).path());
        prop_assert!(told(&read) , "{} {}", PLAIN[at].0, text(&cells, b','));
    }

    #[test]
    fn a_strange_label_or_cell_of_an_input_output_table_is_told(
        at in 0..PLAIN.len(),
        row in any::<prop::sample::Index>(),
        column in any::<prop::sample::Index>(),
        strange in prop::sample::select(&["?x", "", "1,5", "1 000", "n/a", "DEU|gold"][..]),
    ) {
        let mut cells = table(at);
        let (row, column) = (row.index(cells.len()), column.index(cells[0].len()));
        // The corner and the name of the one column of x say nothing.
        prop_assume!((row, column) != (0, 0) && (row, PLAIN[at].0) != (0, "x.csv"));
        cells[row][column] = strange.to_owned();
        let read = read_plain(plain(at, text(&cells, b',').into()).path());
        prop_assert!(told(&read), "{} {}", PLAIN[at].0, text(&cells, b','));
    }

    #[test]
    fn figures_in_another_unit_are_the_same_money(scale in 0..4_usize) {
        let system = monazite_io::baseline().unwrap().system;
        let (unit, factor) = [("USD", 1e6), ("thousand USD", 1e3), ("mn US$", 1.0), ("billion USD", 1e-3)][scale];
        let scaled = |at: usize| {
            let turn = |cell: &String| cell.parse::<f64>().map_or_else(|_| cell.clone(), |v| (v * factor).to_string());
            let turned: Cells = table(at).iter().map(|row| row.iter().map(turn).collect()).collect();
            text(&turned, b',').into_bytes()
        };
        let files = [("Z.csv", scaled(0)), ("Y.csv", scaled(1)), ("x.csv", scaled(2)), ("unit.txt", unit.into())];
        let read = mrio::read_own(folder(&files).path(), &system).unwrap().table;
        prop_assert!((read.z()[(0, 0)] - 10.0).abs() < 1e-9 && (read.y()[(3, 1)] - 80.0).abs() < 1e-9);
        prop_assert_eq!(read.usd(), Some(1e6));
    }

    #[test]
    fn another_dress_of_baci_is_the_same_trade(dress in dress()) {
        // The name of a table in an archive tells the revision, not that of the archive.
        let plain = |rows: Vec<String>| rows.into_iter().map(|row| row.replace("HS17", "")).collect::<Vec<_>>();
        let wanted = plain(baci_rows(BACI.as_bytes()).0);
        let (rows, told) = baci_rows(&dress.put_on(&cells(BACI), 0));
        let rows = plain(rows);
        prop_assert!(rows == wanted || told.contains("error:") && rows.len() <= 1, "{:?} {}", rows, told);
        prop_assert!(dress.encoding > 1 || dress.container > 2 || rows == wanted, "{:?} {}", dress, told);
    }

    #[test]
    fn a_lost_column_or_cell_of_baci_is_told(column in 0..6_usize, row in 1..4_usize, lost: bool) {
        let mut cells = cells(BACI);
        if lost {
            cells.iter_mut().for_each(|row| drop(row.remove(column)));
        } else {
            cells[row][column] = "?x".to_owned();
        }
        let (_, told) = baci_rows(text(&cells, b',').as_bytes());
        prop_assert!(!told.is_empty(), "{}", text(&cells, b','));
    }

    #[test]
    fn another_dress_of_a_dataset_is_the_same_system(name in any::<prop::sample::Index>(), dress in dress()) {
        let names = names();
        let name = &names[name.index(names.len())];
        let wanted = monazite_io::parse(&ores()).unwrap().system;
        // What is read in another order is numbered in another order: `order` holds its figures to be the same.
        match read(example(name, &Dress { rows: 0, ..dress.clone() }).path()) {
            Ok(dataset) => prop_assert_eq!(format!("{:?}", dataset.system), format!("{wanted:?}")),
            Err(problems) => {
                prop_assert!(problems.to_string().contains(name.as_str()), "{}: {}", name, problems);
                prop_assert!(dress.encoding > 1 || dress.delimiter != b',', "{:?}: {}", dress, problems);
            }
        }
    }

    #[test]
    fn a_damaged_or_renamed_cell_of_a_dataset_is_told_or_is_text(
        name in any::<prop::sample::Index>(),
        row in any::<prop::sample::Index>(),
        column in any::<prop::sample::Index>(),
    ) {
        let names = names();
        let name = &names[name.index(names.len())];
        let mut files = ores();
        let mut table = cells(std::str::from_utf8(&files[name]).unwrap());
        let (row, column) = (row.index(table.len()), column.index(table[0].len()));
        // A header under another name, or a number that is none.
        // Codes of goods are text.
        prop_assume!(row == 0 || table[0][column] != "code" && table[row][column].parse::<f64>().is_ok());
        table[row][column] = "?x".to_owned();
        files.insert(name.clone(), text(&table, b',').into_bytes().into());
        let found = match monazite_io::parse(&files) {
            Ok(dataset) => dataset.warnings,
            Err(problems) => problems,
        };
        prop_assert!(found.to_string().contains(name.as_str()), "{} {}", name, found);
    }
}

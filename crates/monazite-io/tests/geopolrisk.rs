//! GeoPolRisk from plain tables: the reference case to 1e-9, and what is told of tables that are wrong.

#![allow(clippy::unwrap_used)]

use crate::common::shared;
use monazite_io::geopolrisk::{Bloc, read};
use monazite_io::results::Cell;
use std::collections::BTreeMap;

#[test]
fn the_reference_case_comes_out() {
    let Some(case) = shared("validation/geopolrisk_core_synthetic") else { return };
    let bloc: Bloc = ("BLOC_C0C1C2".to_owned(), ["C0", "C1", "C2"].map(str::to_owned).to_vec());
    let sheet = read(&case).unwrap().scores(&[bloc]).unwrap();
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.to_string(),
        _ => String::new(),
    };
    let ours: BTreeMap<(String, String), &Vec<Cell>> =
        sheet.rows().iter().map(|r| ((text(&r[0]), text(&r[1])), r)).collect();
    let expected = std::fs::read_to_string(case.join("expected_scores.csv")).unwrap();
    let mut compared = 0;
    for line in expected.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let row = ours[&(cells[0].to_owned(), cells[1].to_owned())];
        for (cell, published) in row[2..].iter().zip(&cells[2..]) {
            let Cell::Number(ours) = cell else { panic!("{cell:?} is no number") };
            let published: f64 = published.parse().unwrap();
            assert!((ours - published).abs() <= 1e-9 * published.abs().max(1.0), "{line}: {ours}");
            compared += 1;
        }
    }
    assert_eq!(compared, 28 * 8);
}

#[test]
fn every_problem_is_told_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    write("wgi.csv", "country,wgi\nAAA,0.2\nBBB,1.4\nCCC,x\nAAA,0.3\nNA,0.5\n");
    write("production.csv", "material,country,production_t\nm,AAA,-1\nm,AAB,5\nm,NA,7\nm,AAA\n");
    write("trade.csv", "material,importer,exporter,qty_t\nm,AAA,NA,3\n");
    let told = read(dir.path()).unwrap_err().to_string();
    for part in [
        "above 1",
        "not a number",
        "a country twice",
        "did you mean `AAA`",
        "2 cells",
        "no column value_kusd",
    ] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
    assert!(!told.contains("`NA`"), "Namibia's code is a country: {told}");
    let empty = read(&dir.path().join("nothing")).unwrap_err();
    assert_eq!(empty.errors(), 3);
}

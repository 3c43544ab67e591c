//! The scores of the reference case `geopolrisk_core_synthetic`, to 1e-9.

#![allow(clippy::unwrap_used)]

use monazite::metric::geopolrisk::{Import, Market, Score, score_of_bloc, scores};
use std::collections::BTreeMap;
use std::path::PathBuf;

const CASE: &str = "shared/validation/geopolrisk_core_synthetic";

fn case() -> Option<PathBuf> {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).ancestors().map(|a| a.join(CASE)).find(|p| p.is_dir())
}

fn rows(file: &std::path::Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn the_synthetic_case_comes_out() {
    let Some(case) = case() else {
        eprintln!("SKIPPED: {CASE} is in no ancestor of the crate");
        return;
    };
    let weights = rows(&case.join("input_wgi.csv"));
    let position: BTreeMap<&str, usize> =
        weights.iter().enumerate().map(|(i, r)| (r[0].as_str(), i)).collect();
    let weight: Vec<f64> = weights.iter().map(|r| r[1].parse().unwrap()).collect();
    let mut production: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for row in rows(&case.join("input_production.csv")) {
        production.entry(row[0].clone()).or_insert_with(|| vec![0.0; weight.len()])
            [position[row[1].as_str()]] = row[2].parse().unwrap();
    }
    let mut imports: BTreeMap<String, Vec<Import>> = BTreeMap::new();
    for row in rows(&case.join("input_trade.csv")) {
        imports.entry(row[0].clone()).or_default().push(Import {
            importer: position[row[1].as_str()],
            exporter: position[row[2].as_str()],
            mass: row[3].parse().unwrap(),
            value: row[4].parse().unwrap(),
        });
    }
    let expected = rows(&case.join("expected_scores.csv"));
    assert_eq!(expected.len(), 28);
    for row in &expected {
        let (unit, mineral) = (&row[0], &row[1]);
        let market = Market { production: &production[mineral], weight: &weight, imports: &imports[mineral] };
        let score = match position.get(unit.as_str()) {
            Some(&country) => scores(&market)[country],
            None => score_of_bloc(&market, &[0, 1, 2]),
        };
        for ((name, ours), published) in parts(&score).into_iter().zip(&row[2..]) {
            let published: f64 = published.parse().unwrap();
            let error = (ours - published).abs() / published.abs().max(1.0);
            assert!(error < 1e-9, "{unit} {mineral} {name}: {ours} is not {published}");
        }
    }
}

fn parts(s: &Score) -> [(&'static str, f64); 8] {
    [
        ("hhi", s.hhi),
        ("numerator", s.weighted_imports),
        ("imports", s.imports),
        ("production", s.production),
        ("price", s.price),
        ("import risk", s.import_risk),
        ("score", s.score),
        ("characterization factor", s.characterization_factor),
    ]
}

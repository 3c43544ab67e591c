#![allow(dead_code)]
//! Parity of ARIO runs with numbers computed by an independent tool, to the tolerance each case states.

use monazite::economy::ario::{Variable, run};
use std::path::{Path, PathBuf};

/// The folder of reference cases, searched from the workspace root three levels up.
fn validation() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().ok()?;
    root.ancestors().take(4).map(|a| a.join("shared/validation")).find(|p| p.is_dir())
}

/// The largest difference from the expected series, relative to the base output of the column.
fn difference(expected: &Path, labels: &[String], base: &[f64], actual: &[f64]) -> f64 {
    let text = std::fs::read_to_string(expected).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').skip(1).collect();
    assert_eq!(header, labels, "{}", expected.display());
    let mut worst = 0.0_f64;
    for (line, row) in lines
        .filter(|l| l.split(',').nth(1) != Some("") || l.split(',').nth(7) != Some(""))
        .zip(actual.chunks_exact(labels.len()))
    {
        for ((cell, v), x) in line.split(',').skip(1).zip(row).zip(base) {
            // The reference tool leaves some cells of its last rows empty.
            let Ok(wanted) = cell.parse::<f64>() else { continue };
            worst = worst.max((wanted - v).abs() / wanted.abs().max(*x));
        }
    }
    worst
}

/// Runs a case in a folder of expected series and returns the largest difference of each variable.
fn differences(dir: &Path, case: &str) -> Vec<(Variable, f64)> {
    let file = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
    std::fs::write(file.path(), case.replace("DIR", &dir.display().to_string())).unwrap();
    let case = monazite_io::economy_case::read(file.path()).unwrap_or_else(|e| panic!("{e}"));
    let out = run(&case.ario, &case.table, &case.events, case.steps, &case.record).unwrap();
    let base = out.at(Variable::ProductionRealised, 0).unwrap();
    out.series
        .iter()
        .map(|(&v, series)| (v, dir.join(format!("expected_{}.csv", v.name())), series))
        .filter(|(_, path, _)| path.is_file())
        .map(|(v, path, series)| (v, difference(&path, &out.labels, base, series)))
        .collect()
}

#[test]
fn local_cases() {
    for dir in std::fs::read_dir("/tmp/ref/cases").unwrap() {
        let dir = dir.unwrap().path();
        let Ok(case) = std::fs::read_to_string(dir.join("case.toml")) else { continue };
        let found = differences(&dir, &case);
        let report: Vec<String> = found.iter().map(|(v, d)| format!("{} {d:.1e}", v.name())).collect();
        println!("{}: {}", dir.file_name().unwrap().to_string_lossy(), report.join(", "));
    }
}

#[test]
fn local_first() {
    let name = std::env::var("CASE").unwrap();
    let dir = Path::new("/tmp/ref/cases").join(name);
    let case = std::fs::read_to_string(dir.join("case.toml")).unwrap();
    let file = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
    std::fs::write(file.path(), case).unwrap();
    let case = monazite_io::economy_case::read(file.path()).unwrap_or_else(|e| panic!("{e}"));
    let out = run(&case.ario, &case.table, &case.events, case.steps, &case.record).unwrap();
    let base = out.at(Variable::ProductionRealised, 0).unwrap();
    for (v, series) in &out.series {
        let Ok(text) = std::fs::read_to_string(dir.join(format!("expected_{}.csv", v.name()))) else {
            continue;
        };
        let mut shown = 0;
        for (step, line) in text
            .lines()
            .skip(1)
            .filter(|l| l.split(',').nth(1) != Some("") || l.split(',').nth(7) != Some(""))
            .enumerate()
        {
            if step >= out.steps {
                break;
            }
            for (c, cell) in line.split(',').skip(1).enumerate() {
                let Ok(w) = cell.parse::<f64>() else { continue };
                let a = series[step * out.labels.len() + c];
                if (a - w).abs() / base[c] > 1e-11 && shown < 4 {
                    shown += 1;
                    println!(
                        "{} step {step} {}: {a:.12e} wanted {w:.12e} ({:.2e})",
                        v.name(),
                        out.labels[c],
                        (a - w) / base[c]
                    );
                }
            }
        }
    }
}

//! Parity of ARIO runs with numbers computed by an independent tool, to the tolerance each case states.

#![allow(clippy::unwrap_used)]

use crate::common::expect;
use monazite::Watch;
use monazite::economy::ario::{Variable, run};
use std::io::Write;
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
    for (line, row) in lines.zip(actual.chunks_exact(labels.len())) {
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
    let out =
        run(&case.ario, &case.table, &case.events, case.steps, &case.record, &Watch::default()).unwrap();
    let base = out.at(Variable::ProductionRealised, 0).unwrap();
    out.series
        .iter()
        .map(|(&v, series)| (v, dir.join(format!("expected_{}.csv", v.name())), series))
        .filter(|(_, path, _)| path.is_file())
        .map(|(v, path, series)| (v, difference(&path, &out.labels, base, series)))
        .collect()
}

fn assert_parity(name: &str, tolerance: f64, case: &str) {
    let Some(shared) = validation() else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: the reference cases (shared/validation) are not beside the workspace"
        );
        return;
    };
    let found = differences(&shared.join(name), case);
    assert!(found.len() >= 7, "the case has its expected series");
    let report: Vec<String> = found.iter().map(|(v, d)| format!("{} {d:.1e}", v.name())).collect();
    eprintln!("{name}: {}", report.join(", "));
    assert!(found.iter().all(|(_, d)| *d <= tolerance), "{name}: {}", report.join(", "));
}

#[test]
fn capacity_shock_with_ample_stocks() {
    assert_parity(
        "boario_capacity_shock_4x5",
        1e-6,
        r#"
steps = 200
compatibility = "boario-0.7"
table.path = "DIR"
[[event]]
type = "arbitrary"
impact = { "R0|S0" = 0.5 }
occurrence = 5
duration = 60
recovery_tau = 30
"#,
    );
}

#[test]
fn near_total_stop_with_short_stocks_and_fixed_suppliers() {
    assert_parity(
        "boario_ban_shortage_4x5_noalt",
        1e-9,
        r#"
steps = 250
compatibility = "boario-0.7"
table.path = "DIR"
[parameters]
order_type = "noalt"
main_inv_dur = 20
inventory_restoration_tau = 30
[[event]]
type = "arbitrary"
impact = { "R1|S2" = 0.95, "R1|S3" = 0.95 }
occurrence = 5
duration = 90
recovery_tau = 20
"#,
    );
}

#[test]
fn destroyed_capital_is_rebuilt() {
    assert_parity(
        "boario_rebuild_3x5_small",
        1e-9,
        r#"
steps = 365
compatibility = "boario-0.7"
table.path = "DIR"
[parameters]
inventory_dict = { food = 30, mining = inf, manufactoring = 60, other = 45, construction = 90 }
[[event]]
type = "rebuild"
impact = { "reg1|manufactoring" = 1.5e8, "reg1|mining" = 1e5 }
occurrence = 1
duration = 20
rebuild_tau = 100
rebuilding_sectors = { construction = 0.7, manufactoring = 0.3 }
"#,
    );
}

/// Cases of other kinds, kept beside the tests: order rules, models, curves, overlapping events, households, money.
#[test]
fn generated_cases_agree_with_the_reference_tool() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/boario");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    cases.retain(|p| p.is_dir());
    cases.sort();
    assert_eq!(cases.len(), 6);
    for dir in cases {
        let case = std::fs::read_to_string(dir.join("case.toml")).unwrap();
        let found = differences(&dir, &case.replace("table.path = \".\"", "table.path = \"DIR\""));
        assert!(found.len() >= 3, "{}", dir.display());
        for (variable, difference) in found {
            assert!(difference <= 1e-11, "{}, {}: {difference:.1e}", dir.display(), variable.name());
        }
    }
}

#[test]
fn schema_and_page_of_a_case_are_current() {
    expect("schemas/ario_case.json", &monazite_io::economy_case::json_schema());
    expect("docs/reference/ario-case.md", &monazite_io::economy_case::reference_page());
}

/// The example of the reference page reads, so that its keys are those that are accepted.
#[test]
fn the_reference_page_shows_a_case_that_reads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = std::fs::read_to_string(root.join("docs/reference/ario-case.md")).unwrap();
    let case = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("table")).unwrap();
    let sectors = ["S0", "S1", "S2", "S3", "food", "mining"];
    let labels: Vec<String> =
        ["R0", "R1"].iter().flat_map(|r| sectors.iter().map(move |s| format!("{r}|{s}"))).collect();
    let matrix = |columns: &[String], cell: &str| {
        let rows = labels.iter().map(|l| format!("{l}{}\n", format!(",{cell}").repeat(columns.len())));
        format!(",{}\n{}", columns.join(","), rows.collect::<String>())
    };
    let demand = ["R0|households".to_owned(), "R1|households".to_owned()];
    std::fs::write(dir.path().join("table/Z.csv"), matrix(&labels, "1")).unwrap();
    std::fs::write(dir.path().join("table/Y.csv"), matrix(&demand, "3000")).unwrap();
    std::fs::write(dir.path().join("case.toml"), case).unwrap();
    let case =
        monazite_io::economy_case::read(&dir.path().join("case.toml")).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(case.events.len(), 2);
}

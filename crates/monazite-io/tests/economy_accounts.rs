//! Parity of the accounts with numbers computed by an independent tool, to 1e-10 relative.

#![allow(clippy::unwrap_used)]

use faer::Mat;
use monazite::economy::{accounts, ghosh, leontief, trade};
use monazite_io::mrio::Import;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The folder of reference cases, searched from the workspace root three levels up.
fn validation() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().ok()?;
    root.ancestors().take(4).map(|a| a.join("shared/validation")).find(|p| p.is_dir())
}

/// The values of a CSV file with one header line and one label column.
fn expected(path: &Path) -> Vec<Vec<f64>> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|l| l.split(',').skip(1).map(|c| c.parse().unwrap()).collect()).collect()
}

fn assert_equal(dir: &Path, name: &str, actual: &Mat<f64>) {
    let wanted = expected(&dir.join(format!("expected_{name}.csv")));
    assert_eq!((wanted.len(), wanted[0].len()), (actual.nrows(), actual.ncols()), "{name}");
    // A value that is a small difference of large ones is compared in the scale of its row.
    for (i, row) in wanted.iter().enumerate() {
        let scale = row.iter().fold(0.0_f64, |a, v| a.max(v.abs()));
        for (j, &v) in row.iter().enumerate() {
            let error = (actual[(i, j)] - v).abs();
            assert!(error <= 1e-10 * v.abs() + 1e-14 * scale, "{name}[{i}, {j}]: {} for {v}", actual[(i, j)]);
        }
    }
}

/// Compares every account of the table in a folder that has an expected file.
fn accounts_agree(table: &Path, expected: &Path) -> Import {
    let import = monazite_io::mrio::plain::read(table).unwrap();
    let (t, e) = (&import.table, import.extensions.as_ref().unwrap());
    let x = leontief::x(t.z(), t.y());
    let a = leontief::a(t.z(), &x);
    let l = leontief::l(&a).unwrap();
    let b = ghosh::b(t.z(), &x);
    let g = ghosh::g(&l, &x);
    let s = accounts::s(&e.f, &x);
    let d = accounts::accounts(t, e, &x, &leontief::Factor::new(&a).unwrap()).unwrap();
    let gross = trade::gross_trade(t);
    let totals = Mat::from_fn(t.len(), 2, |i, k| if k == 0 { gross.exports[i] } else { gross.imports[i] });
    for (name, actual) in [
        ("x", &Mat::from_fn(x.len(), 1, |i, _| x[i])),
        ("A", &a),
        ("L", &l),
        ("B", &b),
        ("G", &g),
        ("ext_S", &s),
        ("ext_S_Y", &accounts::s_y(&e.f_y, t.y())),
        ("ext_M", &accounts::m(&s, &l)),
        ("ext_M_down", &accounts::m_down(&s, &g)),
        ("ext_D_cba", &d.d_cba),
        ("ext_D_pba", &d.d_pba),
        ("ext_D_imp", &d.d_imp),
        ("ext_D_exp", &d.d_exp),
        ("ext_D_cba_reg", &d.d_cba_reg),
        ("ext_D_pba_reg", &d.d_pba_reg),
        ("ext_D_imp_reg", &d.d_imp_reg),
        ("ext_D_exp_reg", &d.d_exp_reg),
        ("gross_trade_bilateral", &gross.bilateral),
        ("gross_trade_totals", &totals),
    ] {
        if expected.join(format!("expected_{name}.csv")).is_file() {
            assert_equal(expected, name, actual);
        }
    }
    import
}

/// A table of another shape, kept beside the tests: see its README.
#[test]
fn generated_table_with_several_demand_categories() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pymrio");
    assert_eq!(accounts_agree(&folder, &folder).table.len(), 9);
}

#[test]
fn synthetic_5x6_material_footprint() {
    let Some(shared) = validation() else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: the reference cases (shared/validation) are not beside the workspace"
        );
        return;
    };
    let dir = shared.join("pymrio_synth_5x6_material_footprint");
    let copy = tempfile::tempdir().unwrap();
    for (from, to) in [("input_Z", "Z"), ("input_Y", "Y"), ("input_ext_F", "F"), ("input_ext_F_Y", "F_Y")] {
        std::fs::copy(dir.join(format!("{from}.csv")), copy.path().join(format!("{to}.csv"))).unwrap();
    }
    let import = accounts_agree(copy.path(), &dir);
    let (t, e) = (import.table, import.extensions.unwrap());
    let x = leontief::x(t.z(), t.y());
    let factor = leontief::Factor::new(&leontief::a(t.z(), &x)).unwrap();
    let d = accounts::accounts(&t, &e, &x, &factor).unwrap();
    let ore = e.names.iter().position(|n| n == "li_ore").unwrap();
    let mass: f64 = (0..t.regions().len()).map(|r| d.d_cba_reg[(ore, r)]).sum();
    assert!((mass - 100.0).abs() < 1e-10, "the ore that is mined is consumed: {mass}");
}

/// A case on a table of two countries with one sector, its files changed.
fn problems(z: &str, y: &str, x: &str, parameters: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in [("Z.csv", z), ("Y.csv", y), ("x.csv", x)] {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    let case = format!(
        "steps = 10\ntable.path = \"{}\"\n[parameters]\n{parameters}\n[[event]]\ntype = \"arbitrary\"\n\
         impact = {{ \"A|1\" = 0.5 }}\noccurrence = 1\nduration = 2\nrecovery_tau = 3\n",
        dir.path().display()
    );
    let file = dir.path().join("case.toml");
    std::fs::write(&file, case).unwrap();
    match monazite_io::economy_case::read(&file) {
        Ok(case) if case.warnings.is_empty() => String::new(),
        Ok(case) => case.warnings.to_string(),
        Err(problems) => problems.to_string(),
    }
}

/// Every kind of bad input that a user can hand in, with place, value and hint.
#[test]
fn bad_tables_and_parameters_are_named_with_place_and_hint() {
    const Z: &str = ",A|1,B|1\nA|1,1,2\nB|1,3,4\n";
    const Y: &str = ",A|y,B|y\nA|1,5,1\nB|1,1,5\n";
    const X: &str = ",x\nA|1,9\nB|1,13\n";
    assert_eq!(problems(Z, Y, X, ""), "", "the table as it stands is sound");
    let zero = ",A|1,B|1\nA|1,1,0\nB|1,3,0\n";
    for (z, y, x, parameters, wanted) in [
        (Z, Y, ",x\nA|1,12\nB|1,13\n", "", ["A|1", "not balanced: stated output 12", "hint"]),
        (",A|1,B|1\nB|1,3,4\nA|1,1,2\n", Y, X, "", ["Z.csv", "in another order", "hint"]),
        (Z, ",A|y,B|y\nA|1,5,1\n", X, "", ["Y.csv", "row `B|1` is missing", "hint"]),
        (Z, Y, X, "main_inv_dur = -5", ["main_inv_dur", "-5", "hint"]),
        (Z, Y, X, "inventory_dict = { 1 = -1 }", ["inventory_dict.1", "-1", "hint"]),
        (
            Z,
            Y,
            X,
            "psi = 2",
            ["parameters.psi]: value out of range\n  seen:    2", "above 0, at most 1", "0.8"],
        ),
        (Z, ",A|y,B|y\nA|1,NaN,1\nB|1,1,5\n", X, "", ["Y.csv", "NaN", "hint"]),
        (Z, ",A|y\nA|1,6\nB|1,6\n", X, "", ["region `B`", "no final demand", "hint"]),
        (zero, ",A|y,B|y\nA|1,5,1\nB|1,-3,0\n", ",x\nA|1,7\nB|1,0\n", "", ["B|1", "no output", "hint"]),
    ] {
        let text = problems(z, y, x, parameters);
        assert!(wanted.iter().all(|w| text.contains(w)), "{wanted:?} in:\n{text}");
    }
}

//! `simulate` through the real command: the library, a scenario of one's own, filters, what binds, resumption.

#![allow(clippy::unwrap_used)]

use crate::common::{Run, expect, monazite, root};
use std::fs;

/// A quick run on the baseline: 30 weeks, no draws.
fn quick(args: &[&str]) -> Run {
    let run = monazite(&[&["simulate"], args, &["--weeks", "30"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

#[test]
fn the_library_is_listed() {
    let run = monazite(&["simulate", "--list"]);
    assert_eq!(run.code, 0, "{}", run.err);
    expect("simulate_list.txt", &run.out);
}

#[test]
fn the_overview_of_a_stop() {
    expect("simulate_stop.txt", &quick(&["china-stop-graphite", "--runs", "8"]).out);
}

#[test]
fn figures_by_week_are_tidy() {
    let filter = ["--mineral", "graphite", "--metric", "shortfall", "--end-use", "ev_batteries"];
    let args = [&["china-stop-graphite", "--runs", "8", "--format", "csv"], &filter[..]].concat();
    expect("simulate_weeks.csv", &quick(&args).out);
}

#[test]
fn what_binds_is_named() {
    let args = ["china-stop-graphite", "--runs", "0", "--explain", "shortfall/graphite@30", "--for", "JPN"];
    expect("simulate_explain.txt", &quick(&args).out);
    let run = monazite(&["simulate", "--runs", "0", "--explain", "shortfall/graphit@30"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("the nearest are: "), "{}", run.err);
}

#[test]
fn the_supplier_and_those_who_ask_are_free() {
    let of = |from: &str| {
        quick(&["--from", from, "--for", "JPN", "--runs", "0", "--format", "csv", "--metric", "shortfall"])
            .out
    };
    let (china, chile) = (of("CHN"), of("CHL"));
    assert!(china.contains("JPN,CHN,china-stop-everything,1,copper"), "{china}");
    assert!(chile.contains("JPN,CHL,stop-everything-chl,1,copper"), "{chile}");
    assert_ne!(china, chile);
}

#[test]
fn a_file_of_ones_own_runs_and_its_mistakes_have_places() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    let text = fs::read_to_string(root().join("scenarios/china-stop-cobalt.toml")).unwrap();
    fs::write(&file, &text).unwrap();
    let path = file.to_str().unwrap();
    assert!(quick(&[path, "--runs", "0"]).out.contains("cobalt"));
    fs::write(&file, text.replace("leakage = 0", "leakage = -0.5").replace("co_refined", "co_refind"))
        .unwrap();
    let run = monazite(&["simulate", path]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    expect("simulate_bad_file.txt", &run.err);
}

#[test]
fn misuse_lists_what_would_be_accepted() {
    for (args, words) in [
        (["simulate", "china-stop"], "use one of: antimony-2024"),
        (["simulate", "--mineral=graphit"], "unknown mineral `graphit`"),
        (["simulate", "--form=gr_flak"], "did you mean `gr_flake`?"),
        (["simulate", "--end-use=cars"], "unknown end use `cars`"),
        (["simulate", "--metric=loss"], "use one of: shortfall, use_lost"),
        (["simulate", "--for=nobody"], "unknown country or coalition `nobody`"),
        (["simulate", "--weeks=0"], "--weeks"),
    ] {
        let run = monazite(&args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?} {}", run.err);
        assert!(run.err.contains(words), "{args:?} {}", run.err);
    }
}

#[test]
fn a_result_folder_is_the_same_at_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let out = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let args = ["china-stop-cobalt", "--mineral", "cobalt", "--seed", "3"];
    let (first, second) = (out("first"), out("second"));
    quick(&[&args[..], &["--runs", "20", "--out", &first]].concat());
    let one = std::process::Command::new(assert_cmd::cargo::cargo_bin!("monazite"))
        .args([&["simulate"], &args[..], &["--weeks", "30", "--runs", "20", "--out", &second]].concat())
        .env("RAYON_NUM_THREADS", "1")
        .current_dir(root())
        .output()
        .unwrap();
    assert!(one.status.success());
    for file in ["figures.csv", "overview.csv", "sensitivity.csv", "metadata.toml", "figures.parquet"] {
        assert_eq!(
            fs::read(format!("{first}/{file}")).unwrap(),
            fs::read(format!("{second}/{file}")).unwrap(),
            "{file}"
        );
    }
    assert!(!folder.path().join("first/runs.json").exists(), "a complete result holds no stored draws");
}

#[test]
fn the_library_is_listed_whatever_the_dataset_and_a_dataset_without_behaviour_says_so() {
    let of_baseline = monazite(&["simulate", "--list", "--format", "csv"]);
    let of_ores = monazite(&["simulate", "--list", "--format", "csv", "--data", "examples/ores"]);
    assert_eq!((of_ores.code, &of_ores.out), (0, &of_baseline.out), "{}", of_ores.err);
    let run = monazite(&["simulate", "--data", "examples/ores", "--for", "USA", "--from", "COD"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("behaviour.csv"), "{}", run.err);
}

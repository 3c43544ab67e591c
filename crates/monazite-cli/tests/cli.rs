//! The real command on the example and on spoilt copies of the baseline: outputs, messages, exit codes.

#![allow(clippy::unwrap_used)]

use crate::common::{expect, monazite, root};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn help_names_every_subcommand() {
    let run = monazite(&["--help"]);
    assert_eq!(run.code, 0);
    expect("help.txt", &run.out);
}

#[test]
fn the_baseline_is_valid() {
    let run = monazite(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.err.contains("is valid"), "{}", run.err);
}

#[test]
fn the_example_is_valid() {
    let run = monazite(&["check", "examples/ores"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(run.err, "ores 1 is valid: 0 errors, 0 warnings\n");
}

#[test]
fn sources_of_the_example() {
    let run = monazite(&["sources", "--data", "examples/ores", "--format", "csv"]);
    assert_eq!(run.code, 0);
    expect("sources.csv", &run.out);
}

#[test]
fn the_balance_of_consistent_data_is_the_data() {
    let run = monazite(&["balance", "--data", "examples/ores", "--show", "flows"]);
    assert_eq!(run.code, 0, "{}", run.err);
    expect("balance_flows.txt", &run.out);
}

#[test]
fn an_unknown_mineral_lists_what_would_be_accepted() {
    let run = monazite(&["balance", "--data", "examples/ores", "--mineral", "gold"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(run.err, "error: unknown mineral `gold`; use one of: cobalt\n");
}

#[test]
fn misuse_is_told_from_bad_data() {
    assert_eq!(monazite(&["check", "--format", "xml"]).code, 2);
    assert_eq!(monazite(&["refine"]).code, 2);
    let run = monazite(&["check", "no/such/folder"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("no/such/folder: the folder cannot be read"), "{}", run.out);
}

#[test]
fn garbage_in_place_of_a_dataset_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().to_str().unwrap();
    for (data, message) in [
        ("no/such/folder", "no/such/folder: the folder cannot be read"),
        ("README.md", "README.md: the folder cannot be read"),
        (empty, "dataset.toml: the file is missing"),
    ] {
        for command in ["balance", "sources"] {
            let run = monazite(&[command, "--data", data]);
            assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
            assert!(run.err.contains(message), "{}", run.err);
        }
    }
}

#[test]
fn a_result_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for out in [file.clone(), file.join("below")] {
        let run = monazite(&["balance", "--data", "examples/ores", "--out", out.to_str().unwrap()]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
        assert!(run.err.contains("cannot be written"), "{}", run.err);
    }
}

#[test]
fn numbers_beyond_their_bounds_are_misuse() {
    for (option, value) in
        [("--draws", "10001"), ("--draws", "99999999999999999999"), ("--draws", "many"), ("--seed", "-1")]
    {
        let run = monazite(&["balance", "--data", "examples/ores", &format!("{option}={value}")]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains(value) && run.err.contains(option), "{}", run.err);
    }
    assert_eq!(monazite(&["balance", "--data", "examples/ores", "--draws", "0"]).code, 0);
}

#[test]
fn a_closed_standard_error_changes_no_exit_code() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("monazite"))
        .args(["balance", "--data", "no/such/folder"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("monazite"))
        .args(["balance", "--show", "flows", "--format", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

#[test]
fn a_result_folder_names_no_place_of_this_machine() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("result");
    let run = monazite(&["balance", "--data", "examples/ores", "--out", out.to_str().unwrap()]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let metadata = fs::read_to_string(out.join("metadata.toml")).unwrap();
    // The build changes with every source.
    let rest: String =
        metadata.lines().filter(|l| !l.starts_with("build = ")).map(|l| l.to_owned() + "\n").collect();
    assert_ne!(rest, metadata);
    expect("balance_metadata.toml", &rest);
    for part in ["moves", "activity", "flows", "uses", "stocks", "fit"] {
        assert!(
            out.join(format!("{part}.csv")).exists() && out.join(format!("{part}.parquet")).exists(),
            "{part}"
        );
    }
}

/// A copy of the baseline with one file changed.
fn spoilt(file: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(root().join("data/baseline")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let path = folder.path().join(file);
    let bytes = change(fs::read(&path).unwrap());
    fs::write(path, bytes).unwrap();
    folder
}

/// Changes the first line that contains a text.
fn line(containing: &'static str, change: impl FnOnce(&str) -> String) -> impl FnOnce(Vec<u8>) -> Vec<u8> {
    move |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let old = text.lines().skip(1).find(|l| l.contains(containing)).unwrap().to_owned();
        text.replacen(&old, &change(&old), 1).into_bytes()
    }
}

/// The errors of `check` on a folder, which must fail.
fn errors(folder: &Path) -> String {
    let run = monazite(&["check", folder.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run.out
}

#[track_caller]
fn found(folder: &tempfile::TempDir, message: &str) {
    let errors = errors(folder.path());
    assert!(errors.contains(message), "`{message}` is not in:\n{errors}");
}

#[test]
fn bad_input_missing_row() {
    found(
        &spoilt("countries.csv", line("CHN,", |_| String::from("XYZ,XY,Nowhere"))),
        "unknown country `CHN`",
    );
}

#[test]
fn bad_input_negative_tonnage() {
    let negative = |l: &str| l.replacen(",2024,", ",2024,-", 1);
    found(&spoilt("trade.csv", line(",2024,", negative)), "negative mass");
}

#[test]
fn bad_input_unknown_country() {
    found(&spoilt("trade.csv", line("CHN", |l| l.replacen("CHN", "CHX", 1))), "unknown country `CHX`");
}

#[test]
fn bad_input_unit_mismatch() {
    found(
        &spoilt("trade.csv", line(",t/y,", |l| l.replacen(",t/y,", ",kg,", 1))),
        "the unit `kg` is not that of the table",
    );
}

#[test]
fn bad_input_namibia() {
    let folder = spoilt("countries.csv", line("NAM,NA,", |l| l.replacen("NAM,", "NA,", 1)));
    found(&folder, "NA is Namibia's alpha-2 code; its alpha-3 code is NAM");
}

#[test]
fn bad_input_latin_1() {
    let spoil = |bytes: Vec<u8>| [&bytes[..], b"\xC5land\n"].concat();
    found(&spoilt("countries.csv", spoil), "is not UTF-8");
}

#[test]
fn bad_input_empty_file() {
    found(&spoilt("trade.csv", |_| Vec::new()), "trade.csv: the file is empty");
}

#[test]
fn bad_input_ragged_row() {
    found(&spoilt("trade.csv", line(",", |l| format!("{l},"))), "cells, the header has");
}

#[test]
fn bad_input_huge() {
    let huge = |l: &str| l.replacen(",2024,", ",2024,1e308,,,t/y,,,observed,x,\n", 1);
    found(&spoilt("trade.csv", line(",2024,", huge)), "implausible value");
}

#[test]
fn bad_input_formula() {
    let formula = |l: &str| {
        let (key, _) = l.split_once(',').unwrap();
        format!("{key},=cmd|'/c calc'!A0,x,x,x,x")
    };
    found(&spoilt("sources.csv", line(",", formula)), "begins like a spreadsheet formula");
}

#[test]
fn bad_input_overlapping_coalition() {
    let folder = spoilt("coalitions.csv", line("g7,", |l| format!("{l}\n{l}")));
    let run = monazite(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(run.code, 0, "a member listed twice counts once: {}", run.out);
    assert!(run.out.contains("the row repeats line"), "{}", run.out);
}

#[test]
fn bad_input_cyclic_recipe() {
    let cycle = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        let input = text.lines().find(|l| l.contains("cu_mined") && l.contains(",input,")).unwrap();
        let process = input.split(',').next().unwrap();
        let output = text.lines().find(|l| l.starts_with(process) && l.contains(",output,")).unwrap();
        let form = output.split(',').nth(1).unwrap();
        let mine = text.lines().find(|l| l.contains("cu_mined,output")).unwrap().split(',').next().unwrap();
        format!("{text}{}\n", input.replacen(process, mine, 1).replacen("cu_mined", form, 1)).into_bytes()
    };
    found(&spoilt("recipes.csv", cycle), "is made from itself");
}

#[test]
fn problems_as_json() {
    let folder = spoilt("trade.csv", |_| Vec::new());
    let run = monazite(&["check", folder.path().to_str().unwrap(), "--format", "json"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("\"file\":\"trade.csv\"") && run.out.contains("\"message\":\"the file is empty\""),
        "{}",
        run.out
    );
}

#[test]
fn the_recipe_yields_a_valid_dataset() {
    let Some(raw) = crate::common::shared("data") else { return };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("baseline");
    let run = monazite(&["import", "baseline", raw.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("trade.csv"), "{}", run.out);
    assert_eq!(monazite(&["check", out.to_str().unwrap()]).code, 0);
}

#[test]
fn an_import_needs_somewhere_to_write_and_something_to_read() {
    let run = monazite(&["import", "baseline", "examples"]);
    assert_eq!((run.code, run.err.contains("--out DIR")), (2, true), "{}", run.err);
    let folder = tempfile::tempdir().unwrap();
    let run = monazite(&["import", "baseline", "examples", "--out", folder.path().to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.err);
}

#[test]
fn the_brief_is_a_folder_that_two_runs_write_alike() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&first, &second] {
        let out = folder.path().to_str().unwrap();
        let run = monazite(&[
            "brief",
            "--data",
            "examples/ores",
            "--for",
            "buyers",
            "--from",
            "CHN",
            "--draws",
            "4",
            "--out",
            out,
        ]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.starts_with("How far the Buyers depends on China"), "{}", run.out);
    }
    for file in ["brief.html", "figures.csv", "figures.parquet", "metadata.toml"] {
        let read = |folder: &tempfile::TempDir| std::fs::read(folder.path().join(file)).unwrap();
        assert!(read(&first) == read(&second), "{file} differs between two runs");
    }
}

#[test]
fn an_assessment_is_tidy_and_its_figures_can_be_explained() {
    let common = ["--data", "examples/ores", "--for", "buyers", "--from", "CHN", "--draws", "4"];
    let run = monazite(&[&["assess", "--metric", "origin_share"], &common[..]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    expect("assess_origin.txt", &run.out);
    let run = monazite(&[&["explain", "origin_share/cobalt/-/extraction"], &common[..]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    expect("explain_origin.txt", &run.out);
}

#[test]
fn what_does_not_exist_is_told_with_what_does() {
    for (arguments, hint) in [
        (vec!["assess", "--for", "g8"], "g7-plus"),
        (vec!["brief", "--from", "PRC"], "ISO 3166-1 alpha-3"),
        (vec!["assess", "--metric", "hhi2"], "hhi_wgi"),
        (vec!["assess", "--stage", "mining"], "extraction"),
        (vec!["explain", "origin_share/cobalt/-/mining"], "origin_share/cobalt"),
    ] {
        let run = monazite(&[&arguments[..], &["--draws", "0"]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?} {}", run.err);
        assert!(run.err.contains(hint), "{arguments:?} {}", run.err);
    }
}

//! A result folder is made again from the request that it holds, and long work falls into blocks.

#![allow(clippy::unwrap_used)]

use crate::common::{Run, monazite};
use std::fs;
use std::path::Path;

fn ok(args: &[&str]) -> Run {
    let run = monazite(args);
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run
}

fn at(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_result_holds_what_it_was_asked() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (at(folder.path(), "first"), at(folder.path(), "second"));
    let own = "scenarios/china-stop-cobalt.toml";
    ok(&["simulate", own, "--weeks", "6", "--runs", "3", "--seed", "5", "--out", &first]);
    assert!(ok(&["rerun", &first]).err.contains("the same to the last byte"));
    ok(&["rerun", &first, "--out", &second]);
    for entry in fs::read_dir(&first).unwrap().map(Result::unwrap) {
        let again = Path::new(&second).join(entry.file_name());
        assert!(fs::read(entry.path()).unwrap() == fs::read(again).unwrap(), "{:?}", entry.file_name());
    }
    let figures = at(Path::new(&first), "figures.csv");
    fs::write(&figures, fs::read_to_string(&figures).unwrap() + "\n").unwrap();
    let run = monazite(&["rerun", &first]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("differs: figures.csv"), "{}", run.err);
    let run = monazite(&["rerun", &first, "--data", "examples/ores"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--data"), "{}", run.err);
    assert_eq!(monazite(&["rerun", folder.path().to_str().unwrap()]).code, 1);
}

#[test]
fn blocks_merge_to_the_result_in_one_piece() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| at(folder.path(), name);
    let asked = ["simulate", "china-stop-graphite", "--weeks", "6", "--runs", "7"];
    ok(&[&asked[..], &["--out", &at("whole")]].concat());
    for block in ["2/3", "0/3", "1/3"] {
        ok(&[&["sweep"], &asked[..], &["--block", block, "--out", &at("blocks")]].concat());
    }
    let blocks =
        ["block-2-of-3.json", "block-0-of-3.json", "block-1-of-3.json"].map(|b| at(&format!("blocks/{b}")));
    let files: Vec<&str> = blocks.iter().map(String::as_str).collect();
    ok(&[&["sweep", "merge"], &files[..], &["--out", &at("merged")]].concat());
    for name in ["figures.csv", "overview.csv", "sensitivity.csv", "metadata.toml"] {
        let read = |of: &str| fs::read(folder.path().join(of).join(name)).unwrap();
        assert!(read("whole") == read("merged"), "{name}");
    }
    let run = monazite(&[&["sweep", "merge"], &files[..2], &["--out", &at("two")]].concat());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("not each of 0 to 2 once"), "{}", run.err);
    for (args, words) in [(["--block", "3/3"], "block 3 of 3"), (["--block", "one"], "3/16")] {
        let run = monazite(&[&["sweep"], &asked[..], &args[..]].concat());
        assert_eq!(run.code, 2);
        assert!(run.err.contains(words), "{}", run.err);
    }
    let text = fs::read_to_string(&blocks[0]).unwrap();
    fs::write(&blocks[0], text.replace("\"build\":\"", "\"build\":\"0")).unwrap();
    let run = monazite(&[&["sweep", "merge"], &files[..]].concat());
    assert_eq!(run.code, 1);
    assert!(run.err.contains("another build"), "{}", run.err);
}

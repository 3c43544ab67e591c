//! `plan` through the real command: a small programme, one that asks too much, mistakes in a file, resumption.

#![allow(clippy::unwrap_used)]

use crate::common::{expect, monazite};
use std::fs;

const SMALL: &str = "crates/monazite-cli/tests/programmes/antimony.toml";

#[test]
fn a_small_programme_has_a_plan() {
    let run = monazite(&["plan", SMALL]);
    assert_eq!(run.code, 0, "{}", run.err);
    expect("plan_antimony.txt", &run.out);
}

/// Sooner than works can be built and more than hosts carry: how near it comes, and what stands against it.
#[test]
fn a_programme_that_asks_too_much_says_what_stands_against_it() {
    let run = monazite(&["plan", "crates/monazite-cli/tests/programmes/too_much.toml", "--quick"]);
    assert_eq!(run.code, 0, "{}", run.err);
    expect("plan_too_much.txt", &run.out);
}

#[test]
fn mistakes_of_a_programme_have_places() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    let text = "name = \"Mine\"\nstart = 2026\nyears = 4\ndemand = \"STEPS\"\ndiscount_rate = 5\n\
                attitude = \"expected\"\n[[threat]]\nscenario = [\"antimony-2023\"]\nprobability = 0.1\n";
    fs::write(&file, text).unwrap();
    let run = monazite(&["plan", file.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    expect("plan_mistakes.txt", &run.err);
}

/// A run that was broken off goes on from what it wrote down, and ends in the same bytes.
#[test]
fn a_broken_run_is_resumed_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let args = ["plan", SMALL, "--quick", "--out", out.to_str().unwrap()];
    assert_eq!(monazite(&args).code, 0);
    let whole = fs::read(out.join("plan.csv")).unwrap();
    assert!(!out.join("plan.partial.json").exists(), "nothing is left of a run that ended");
    fs::write(out.join("plan.partial.json"), "cut off").unwrap();
    assert_eq!(monazite(&args).code, 0);
    assert_eq!(whole, fs::read(out.join("plan.csv")).unwrap());
}

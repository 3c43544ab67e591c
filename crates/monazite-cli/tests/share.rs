//! `share` through the real command: the summary, tidy rows, a result folder, resumption, misuse.

#![allow(clippy::unwrap_used)]

use crate::common::{Run, expect, monazite};
use std::fs;

const PROGRAMME: &str = "crates/monazite-cli/tests/programmes/gallium.toml";

/// Three members and one mineral.
fn share(args: &[&str]) -> Run {
    let run = monazite(&[&["share", PROGRAMME, "--draws", "8"], args].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

#[test]
fn the_summary_says_who_gains_pays_and_stays() {
    expect("share_summary.txt", &share(&[]).out);
}

#[test]
fn rows_are_tidy_and_every_number_has_its_range() {
    let out = share(&["--format", "csv"]).out;
    expect("share_rows.csv", &out);
    for row in out.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let [value, low, high] = [8, 9, 10].map(|i| cells[i].parse::<f64>().unwrap());
        assert!(low <= value && value <= high, "{row}");
        assert_eq!(cells[12], "assumed");
    }
    let json = share(&["--format", "json"]).out;
    assert!(json.starts_with('[') && json.contains("\"metric\":\"alone_gain\""), "{json}");
}

/// The core needs every club, a mean over orders does not.
#[test]
fn sampled_orders_give_shares_with_a_standard_error_and_leave_out_what_needs_every_club() {
    let text = share(&["--orders", "8"]).out;
    expect("share_sampled.txt", &text);
    let rows = share(&["--orders", "32", "--format", "csv"]).out;
    let number = |rows: &str, metric: &str| -> f64 {
        let row = rows.lines().find(|row| row.contains(metric)).unwrap();
        row.split(',').nth(8).unwrap().parse().unwrap()
    };
    let every = share(&["--format", "csv"]).out;
    let share_of = ",KOR,,,shapley,member_gain,";
    let (sampled, exact) = (number(&rows, share_of), number(&every, share_of));
    let error = number(&rows, ",KOR,,,,shapley_error,");
    assert!(error > 0.0 && (sampled - exact).abs() < 4.0 * error, "{sampled} {exact} {error}");
    let whole = number(&every, ",,,,,,joint_gain,");
    assert!((number(&rows, ",,,,,,joint_gain,") - whole).abs() <= 1e-9 * whole);
    for metric in ["nucleolus", "least_objection", "club_gain", "joining_step"] {
        assert!(every.contains(metric) && !rows.contains(metric), "{metric}");
    }
}

#[test]
fn a_folder_holds_rows_and_metadata_and_a_broken_run_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("result");
    let place = out.to_str().unwrap();
    share(&["--out", place]);
    let first = fs::read_to_string(out.join("share.csv")).unwrap();
    let metadata = fs::read_to_string(out.join("metadata.toml")).unwrap();
    assert!(metadata.contains("share") && metadata.contains("draws = 8"), "{metadata}");
    assert!(!out.join("clubs.partial.json").exists(), "what is complete needs no resumption");
    // A file that says nothing of this question is begun anew.
    fs::write(out.join("clubs.partial.json"), "another question\n{\"group\":0}\n").unwrap();
    share(&["--out", place]);
    assert_eq!(fs::read_to_string(out.join("share.csv")).unwrap(), first);
}

#[test]
fn misuse_has_place_reason_and_hint() {
    let refused = |args: &[&str], words: &[&str]| {
        let run = monazite(&[&["share"], args].concat());
        assert_eq!(run.code, 2, "{args:?}: {}{}", run.out, run.err);
        for word in words {
            assert!(run.err.contains(word), "`{word}` is not in: {}", run.err);
        }
    };
    refused(&["--apart", "FRX"], &["--apart FRX", "FRX"]);
    refused(&["--apart", "BRA"], &["--apart BRA", "is in no member of the programme", "eu27"]);
    refused(&["--for", "JPN"], &["JPN alone has nobody to share with", "name a coalition"]);
    refused(&["--apart", "FRA,DEU,FRA"], &["--apart FRA", "named twice", "leave one out"]);
    refused(&["--orders", "2"], &["--orders", "4..=10000"]);
}

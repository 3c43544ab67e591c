//! Two rows about one thing that are far apart are told by `apart`, both with their places.

#![allow(clippy::unwrap_used)]

use crate::common::ores;
use monazite_io::{Files, apart, parse};

/// The example with another report of its first output, so many times as high.
fn beside(times: f64, wide: bool) -> Files<'static> {
    let mut files = ores();
    let text = String::from_utf8(files["production.csv"].to_vec()).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = |name: &str| header.iter().position(|seen| *seen == name);
    let mut row: Vec<String> = lines.next().unwrap().split(',').map(str::to_owned).collect();
    let value: f64 = row[at("value").unwrap()].parse().unwrap();
    row[at("value").unwrap()] = (value * times).to_string();
    row[at("low").unwrap()] = if wide { value / 2.0 } else { value * times * 0.95 }.to_string();
    row[at("high").unwrap()] = (value * times * 1.05).to_string();
    let last = if text.ends_with('\n') { "" } else { "\n" };
    files.insert("production.csv".to_owned(), format!("{text}{last}{}\n", row.join(",")).into_bytes().into());
    files
}

#[test]
fn rows_far_apart_are_told_with_both_places() {
    let found = |times, wide| apart(&parse(&beside(times, wide)).unwrap().system);
    assert!(found(1.5, false).is_empty());
    assert!(found(40.0, true).is_empty(), "a range that holds the other says that nobody knows");
    let told = found(40.0, false).to_string();
    assert!(
        told.contains("40.0 times apart") && told.contains("line 2") && told.contains("up to 2 times"),
        "{told}"
    );
}

//! `monazite track` through the real command.

#![allow(clippy::unwrap_used)]

use crate::common::{expect, monazite};
use std::collections::BTreeMap;
use std::fs;
use tempfile::TempDir;

/// The rows of a CSV by the value of its first column; each a map from column to cell.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn ledger(more: &[&str]) -> BTreeMap<String, BTreeMap<String, String>> {
    let run = monazite(&[&["track", "--ledger", "--format", "csv"], more].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    rows(&run.out).into_iter().map(|row| (row["clause"].clone(), row)).collect()
}

#[test]
fn the_page_says_first_what_nobody_has_verified() {
    let run = monazite(&["track", "--ledger", "--on", "2026-11-30", "--mineral", "rare_earths"]);
    assert_eq!(run.code, 0, "{}", run.err);
    expect("track_ledger.txt", &run.out);
}

#[test]
fn the_october_package_has_three_continuations_and_each_is_a_scenario() {
    let open = ledger(&["--on", "2026-11-30"]);
    let row = &open["cn-57-2025"];
    assert_eq!((row["sure"].as_str(), row["status"].as_str()), ("disputed", "suspended"), "{row:?}");
    for reading in [
        "returned: in force",
        "extended-a-year: suspended until 2027-11-10",
        "extended-to-january-2027: suspended until 2027-01-10",
    ] {
        assert!(row["readings"].contains(reading), "{row:?}");
    }
    for (reading, status, scenario) in [
        ("returned", "in_force", "october-2025-returns"),
        ("extended-a-year", "suspended", "october-2025-extended"),
        ("extended-to-january-2027", "suspended", "october-2025-january-2027"),
    ] {
        let read = ledger(&["--on", "2026-11-30", "--reading", reading]);
        assert_eq!(read["cn-57-2025"]["status"], status);
        assert_eq!(read["cn-57-2025"]["sure"], "by the reading named");
        let run = monazite(&["simulate", scenario, "--weeks", "1", "--runs", "0", "--format", "csv"]);
        assert_eq!(run.code, 0, "{scenario}: {}", run.err);
    }
    let returned = ledger(&["--on", "2027-02-01", "--reading", "extended-to-january-2027"]);
    assert_eq!(returned["cn-57-2025"]["status"], "in_force");
}

#[test]
fn what_holds_is_by_what_was_known() {
    // Before the suspension was known the package was to come into force.
    let early = ledger(&["--on", "2025-11-20", "--known", "2025-11-01"]);
    assert_eq!(early["cn-57-2025"]["sure"], "not verified");
    assert_eq!(early["cn-57-2025"]["status"], "scheduled");
    let later = ledger(&["--on", "2025-11-20"]);
    assert_eq!(
        (later["cn-57-2025"]["status"].as_str(), later["cn-57-2025"]["sure"].as_str()),
        ("suspended", "settled")
    );
    let never = ledger(&["--on", "2025-10-08"]);
    assert!(!never.contains_key("cn-57-2025"), "it was not announced yet");
    assert_eq!(ledger(&["--on", "2026-11-30"])["us-232-talks"]["sure"], "not verified");
    // Military users stay barred while the ban is suspended.
    let ban = ledger(&["--on", "2026-03-01"]);
    assert_eq!(ban["cn-46-2024-ban"]["status"], "suspended");
    assert_eq!(ban["cn-46-2024-military"]["status"], "in_force");
}

#[test]
fn a_user_says_what_holds_and_every_problem_of_his_file_is_told_at_once() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("seen.csv");
    fs::write(&file, "clause,status,date,until,source,note\ncn-57-2025,suspended,2026-11-10,2027-11-10,seen at the ministry,\n").unwrap();
    let file = file.to_str().unwrap();
    let own = ledger(&["--on", "2026-11-30", "--holds", file]);
    assert_eq!(own["cn-57-2025"]["sure"], "by your file");
    assert_eq!(own["cn-57-2025"]["until"], "2027-11-10");
    assert_eq!(own["cn-56-2025"]["sure"], "disputed", "of another clause the file says nothing");
    fs::write(
        file,
        "clause,status,date,until,source,note\ncn-57-2052,suspended,2026-11-10,,x,\ncn-57-2025,paused,2026-02-30,2026-01-01,x,\ncn-56-2025,suspended,2026-11-10,2026-11-01,,\n",
    )
    .unwrap();
    let run = monazite(&["track", "--ledger", "--holds", file]);
    assert_eq!(run.code, 1);
    for said in ["did you mean `cn-57-2025`?", ":3 [status]", ":4 [source]"] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}

#[test]
fn at_least_a_hundred_and_fifty_clauses_each_with_a_source() {
    let all = ledger(&["--on", "2026-11-30"]);
    assert!(all.len() >= 150, "{}", all.len());
    assert!(all.values().all(|row| !row["source"].is_empty() && !row["evidence"].is_empty()));
    let years: Vec<&str> = all.values().map(|row| &row["since"][..4]).collect();
    assert!(years.contains(&"2009") && years.contains(&"2026"));
}

#[test]
fn a_strict_check_fails_on_a_term_that_is_over_without_a_successor() {
    let now = monazite(&["check", "--strict"]);
    assert_eq!(now.code, 0, "{}{}", now.out, now.err);
    // The quota of 2026 and 2027 has no successor in the ledger yet.
    let later = monazite(&["check", "--strict", "--on", "2028-02-01"]);
    assert_eq!(later.code, 1);
    assert!(
        later.out.contains("cd-cobalt-quota-2026-27") && later.out.contains("statuses.csv"),
        "{}",
        later.out
    );
    let misused = monazite(&["check", "--on", "2028-02-01"]);
    assert_eq!(misused.code, 2, "{}", misused.err);
}

#[test]
fn misuse_says_what_would_be_accepted() {
    for (words, said) in [
        (["--on", "10/11/2026"], "write 2026-11-30"),
        (["--reading", "renewed"], "extended-a-year"),
        (["--issuer", "CNH"], "did you mean"),
        (["--mineral", "unobtainium"], "unobtainium"),
    ] {
        let run = monazite(&[&["track", "--ledger"], &words[..]].concat());
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(said), "{}", run.err);
    }
}

/// Figures of a series by year.
fn history(for_: &str, series: &str, basis: &str) -> BTreeMap<i32, f64> {
    let run = monazite(&["track", "--history", "--for", for_, "--mineral", series, "--format", "csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    rows(&run.out)
        .into_iter()
        .filter(|row| row["metric"] == "import_share" && row["basis"] == basis)
        .map(|row| {
            let number = |name: &str| row[name].parse::<f64>().unwrap();
            assert!(number("low") <= number("value") && number("value") <= number("high"), "{row:?}");
            (row["year"].parse().unwrap(), number("value"))
        })
        .collect()
}

#[test]
fn japan_after_2010_comes_out_as_published() {
    let share = history("JPN", "rare_earths", "mass");
    for (year, published) in [(2008, 0.89), (2020, 0.47), (2024, 0.66)] {
        assert!((share[&year] - published).abs() < 0.01, "{year}: {} and {published}", share[&year]);
    }
    let value = history("JPN", "rare_earths", "value");
    assert!(value[&2024] < share[&2024], "what comes from China is cheaper: {value:?}");
}

#[test]
fn known_paths_of_output_come_out() {
    let run = monazite(&["track", "--history", "--from", "CHN", "--format", "csv"]);
    let all = rows(&run.out);
    let of = |series: &str, year: &str| {
        let is = |row: &&BTreeMap<String, String>| {
            row["series"] == series && row["metric"] == "production_share" && row["year"] == year
        };
        all.iter().find(is).map(|row| row["value"].parse::<f64>().unwrap()).unwrap()
    };
    // The International Copper Study Group: about 9 % in 2000 and 45 % in 2023.
    assert!((of("bgs_copper_refined", "2000") - 0.09).abs() < 0.02);
    assert!((of("bgs_copper_refined", "2023") - 0.45).abs() < 0.03);
    assert!(of("bgs_rare_earths_mine", "2010") > 0.9);
    let cobalt = monazite(&["track", "--history", "--from", "COD", "--mineral", "cobalt", "--format", "csv"]);
    let last = rows(&cobalt.out)
        .into_iter()
        .find(|r| r["series"] == "wmd_cobalt" && r["year"] == "2023" && r["metric"] == "production_share");
    assert!(last.unwrap()["value"].parse::<f64>().unwrap() > 0.65);
}

#[test]
fn a_trend_says_how_often_its_interval_held() {
    let run =
        monazite(&["track", "--pace", "--for", "JPN", "--from", "CHN", "--at-most", "50", "--by", "2030"]);
    assert_eq!(run.code, 0, "{}", run.err);
    expect("track_pace.txt", &run.out);
    let run = monazite(&["track", "--pace", "--format", "csv"]);
    let rows = rows(&run.out);
    let (mut inside, mut scored) = (0.0, 0.0);
    for row in &rows {
        let number = |name: &str| row[name].parse::<f64>().unwrap_or(0.0);
        inside += number("coverage") * number("scored");
        scored += number("scored");
        if !row["low"].is_empty() {
            assert!(number("low") <= number("then") && number("then") <= number("high"), "{row:?}");
        }
        assert_eq!(row["justified"], "", "nobody has published why 65 %");
    }
    let coverage = inside / scored;
    assert!((0.7..=0.9).contains(&coverage), "{coverage} of {scored}");
    let half = monazite(&["track", "--pace", "--at-most", "50"]);
    assert_eq!(half.code, 2, "{}", half.err);
}

#[test]
fn studies_are_those_that_were_filed_and_say_what_they_could_have_shown() {
    let run = monazite(&["track", "--bite"]);
    assert_eq!(run.code, 0, "{}", run.err);
    expect("track_bite.txt", &run.out);
    let csv = rows(&monazite(&["track", "--bite", "--format", "csv"]).out);
    for row in &csv {
        assert!(["shown", "not shown", "untestable"].contains(&row["verdict"].as_str()), "{row:?}");
        assert_eq!(row["filed"].len(), 16);
        if row["verdict"] != "untestable" {
            assert!(row["least_shown"].parse::<f64>().unwrap() > 0.0, "{row:?}");
        }
    }
    assert!(csv.iter().any(|row| row["verdict"] == "untestable"), "of 2025 nothing can be said yet");
}

#[test]
fn claims_of_the_press_are_held_to_the_figures() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("news.html");
    fs::write(
        &file,
        "<html><body><p>China refines 47 to 87&nbsp;% of copper, lithium, cobalt, graphite and rare earths.</p>\
         <p>The coalition is 60 per cent of the world's demand for critical minerals.</p>\
         <p>Announcement No. 70 of 2025 suspends announcements 55 to 58 of 2025 until 10 November 2026.</p></body></html>",
    )
    .unwrap();
    let file = file.to_str().unwrap();
    let run = monazite(&["track", "--watch", file, "--format", "csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let claims = rows(&run.out);
    assert_eq!(claims.len(), 2, "{claims:?}");
    assert_eq!(
        (claims[0]["metric"].as_str(), claims[0]["claimed_low"].as_str()),
        ("production_share", "0.47")
    );
    assert_eq!((claims[1]["metric"].as_str(), claims[1]["party"].as_str()), ("demand_share", "g7-plus"));
    assert!(claims.iter().all(|claim| claim["verdict"] != "cannot tell"), "{claims:?}");
    let page = monazite(&["track", "--watch", file]);
    assert!(page.out.contains("[in the ledger] mofcom-57-2025: cn-57-2025"), "{}", page.out);
    let missing = monazite(&["track", "--watch", "nowhere.txt"]);
    assert_eq!(missing.code, 1, "{}", missing.err);
}

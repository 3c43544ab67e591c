//! `--with` and `--demand` through the real command: who joins, and how need grows.

#![allow(clippy::unwrap_used)]

use crate::common::{Run, monazite};

const SMALL: &str = "crates/monazite-cli/tests/programmes/antimony.toml";

fn ok(args: &[&str]) -> Run {
    let run = monazite(args);
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run
}

/// Codes and names, in any verb that takes a coalition; the label says so.
#[test]
fn who_joins_is_added_to_those_who_depend() {
    let assess = [
        "assess",
        "--mineral",
        "antimony",
        "--metric",
        "net_import_reliance",
        "--draws",
        "2",
        "--format",
        "csv",
    ];
    let typed = |more: &[&str]| ok(&[&assess[..], more].concat()).out;
    let added = typed(&["--with", "BRA"]);
    assert!(added.contains("g7-plus+BRA"), "{added}");
    assert_eq!(added, typed(&["--with", "brazil"]));
    assert_eq!(added, typed(&["--for", "g7-plus,BRA"]));
    assert!(typed(&["--with", "BRA,Kazakhstan"]).contains("g7-plus+BRA+KAZ"));
    // Who is in it already does not join again.
    assert_eq!(typed(&[]), typed(&["--with", "JPN"]));
}

#[test]
fn who_joins_a_programme_is_a_member_beside_those_of_the_file() {
    let text = ok(&["share", SMALL, "--draws", "2", "--with", "Brazil", "--format", "csv"]).out;
    for member in ["eu27", "USA", "BRA"] {
        assert!(text.contains(&format!(",,{member},")), "{member}: {text}");
    }
    let plan = ok(&["plan", SMALL, "--quick", "--draws", "2", "--with", "BRA"]).out;
    assert!(plan.contains("antimony+BRA"), "{plan}");
}

#[test]
fn unknown_names_and_a_supplier_who_joins_are_refused() {
    let run = monazite(&["plan", SMALL, "--quick", "--with", "Atlantis"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("Atlantis"), "{}", run.err);
    let run = monazite(&["plan", SMALL, "--quick", "--with", "CHN"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("the supplier is a member"), "{}", run.err);
    let run = monazite(&["plan", SMALL, "--quick", "--demand", "SDS"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("use one of: APS, NZE, STEPS"), "{}", run.err);
}

/// Another demand path is another programme, and what it does not tell is said.
#[test]
fn the_demand_path_is_chosen_by_name() {
    let small = "name = \"Graphite\"\nmembers = [\"JPN\", \"KOR\"]\nminerals = [\"graphite\"]\nhosts = [\"MOZ\"]\nstart = 2026\n\
                 years = 6\ndemand = \"STEPS\"\ndiscount_rate = 0.05\nattitude = \"expected\"\n[targets]\n\
                 single_supplier = { share = 0.65, year = 2031 }\n";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("graphite.toml");
    std::fs::write(&file, small).unwrap();
    let plan =
        |more: &[&str]| ok(&[&["plan", file.to_str().unwrap(), "--quick", "--draws", "2"], more].concat());
    let (stated, zero) = (plan(&[]), plan(&["--demand", "nze"]));
    assert!(zero.out.contains("graphite-NZE"), "{}", zero.out);
    assert_ne!(stated.out.lines().skip(1).collect::<Vec<_>>(), zero.out.lines().skip(1).collect::<Vec<_>>());
    assert_eq!(stated.out, plan(&["--demand", "STEPS"]).out.replace("graphite-STEPS", "graphite"));
    let untold = ok(&["plan", SMALL, "--quick", "--draws", "2", "--demand", "NZE"]);
    assert!(untold.err.contains("NZE says nothing of Antimony"), "{}", untold.err);
}

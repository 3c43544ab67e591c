//! Scenario files: the library parses on the baseline; each mistake gets its line, key, reason and hint.

#![allow(clippy::unwrap_used)]

use crate::common::{expect, root};
use monazite::scenario::{Kind, Scenario};
use monazite::simulate::{Model, simulate};
use monazite::system::System;
use monazite_io::{Diagnostics, scenario};
use std::sync::LazyLock;

static BASELINE: LazyLock<System> = LazyLock::new(|| monazite_io::baseline().unwrap().system);

/// A sound scenario, line by line as the tests below count them.
const SOUND: &str = r#"name = "Test"
start = 2025-03-31
weeks = 52
sources = ["none"]

[[shock]]
name = "Magnets"
kind = "licence"
from = ["CHN"]
forms = ["re_ndfeb"]
active = [{ from = 2025-04-04, until = 2025-11-10 }]
delay = 45
approval = [[0, 0.0], [90, { low = 0.3, mode = 0.5, high = 0.9 }]]
excluded_end_uses = ["defence"]

[[shock]]
name = "Graphite"
kind = "quota"
from = ["CHN"]
to = ["g7-plus"]
minerals = ["graphite"]
tonnes_per_year = 100000
probability = 0.5
"#;

fn read(text: &str) -> Result<Scenario, Diagnostics> {
    scenario::parse("test.toml", text, &BASELINE)
}

/// All problems of the sound scenario with a text replaced. The text must be there.
fn spoilt(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    read(&SOUND.replacen(from, to, 1)).unwrap_err().to_string()
}

#[test]
fn schema_and_reference_page_are_current() {
    expect("schemas/scenario.json", &scenario::json_schema());
    expect("docs/reference/scenario.md", &scenario::reference_page());
}

#[test]
fn the_library_parses_and_every_scenario_names_its_sources() {
    let library = scenario::library();
    assert!(library.len() >= 20, "{}", library.len());
    for entry in library {
        let scenario =
            scenario::parse(&entry.file(), entry.text, &BASELINE).unwrap_or_else(|p| panic!("{p}"));
        assert_eq!(scenario.key, entry.key);
        assert!(!scenario.sources.is_empty() && !scenario.shocks.is_empty(), "{}", entry.key);
        assert!(entry.text.starts_with("# "), "{} says in its first line what it is", entry.key);
    }
}

#[test]
fn every_scenario_of_the_library_runs() {
    let balance = monazite::balance::balance(&BASELINE).unwrap();
    for entry in scenario::library() {
        let scenario = scenario::parse(&entry.file(), entry.text, &BASELINE).unwrap();
        let outcome =
            simulate(&BASELINE, &balance, &scenario).unwrap_or_else(|e| panic!("{}: {e}", entry.key));
        assert_eq!(outcome.periods, scenario.periods());
        let moved = (0..outcome.users.len()).any(|u| {
            (0..outcome.periods).any(|t| outcome.delivered(u, t).get() < 0.999 * outcome.need(u, t).get())
        });
        assert!(moved, "{}: nothing follows from it", entry.key);
    }
}

#[test]
fn mass_is_conserved_in_every_scenario_of_the_library() {
    let balance = monazite::balance::balance(&BASELINE).unwrap();
    for entry in scenario::library() {
        let scenario = scenario::parse(&entry.file(), entry.text, &BASELINE).unwrap();
        let model = Model::new(&BASELINE, &balance, &scenario).unwrap();
        let imbalance = model.imbalance(&model.inputs().central());
        assert!(imbalance < 1e-9, "{}: {imbalance}", entry.key);
    }
}

#[test]
fn a_sound_scenario_reads_as_written() {
    let scenario = read(SOUND).unwrap();
    assert_eq!((scenario.key.as_str(), scenario.periods()), ("test", 52));
    let Kind::Licence(licence) = &scenario.shocks[0].kind else { panic!("{:?}", scenario.shocks[0]) };
    assert_eq!(licence.delay.central(), 45.0);
    assert_eq!(licence.approval.points()[1].1.central(), 0.5);
    assert_eq!(licence.reach.to.len(), BASELINE.countries.len() - 1, "all but the exporter");
    let Kind::Quota(quota) = &scenario.shocks[1].kind else { panic!("{:?}", scenario.shocks[1]) };
    assert_eq!(quota.reach.forms.len(), BASELINE.forms_of(BASELINE.minerals.id("graphite").unwrap()).count());
    assert_eq!(scenario.shocks[1].probability.get(), 0.5);
}

#[test]
fn each_mistake_has_its_place_reason_and_hint() {
    let cases = [
        ("an unknown form", "re_ndfeb", "re_ndfebb"),
        ("a mineral among the forms", "forms = [\"re_ndfeb\"]", "forms = [\"rare_earths\"]"),
        ("a shock after the horizon", "{ from = 2025-04-04, until = 2025-11-10 }", "{ from = 2026-10-01 }"),
        (
            "a shock before the start",
            "{ from = 2025-04-04, until = 2025-11-10 }",
            "{ from = 2024-10-01, until = 2025-01-01 }",
        ),
        ("an interval that ends before it begins", "until = 2025-11-10", "until = 2025-01-01"),
        ("intervals out of order", "until = 2025-11-10 }", "until = 2025-11-10 }, { from = 2025-10-01 }"),
        ("a negative quota", "tonnes_per_year = 100000", "tonnes_per_year = -1"),
        ("a probability above one", "probability = 0.5", "probability = 1.2"),
        (
            "a licence that bars an end use nobody has",
            "excluded_end_uses = [\"defence\"]",
            "excluded_end_uses = [\"construction\"]",
        ),
        ("an unknown end use", "excluded_end_uses = [\"defence\"]", "excluded_end_uses = [\"defense\"]"),
        ("an unknown kind", "kind = \"quota\"", "kind = \"quotas\""),
        ("an unknown key", "delay = 45", "delays = 45"),
        ("a name in place of a code", "from = [\"CHN\"]\nforms", "from = [\"China\"]\nforms"),
        ("a day in quotes", "start = 2025-03-31", "start = \"2025-03-31\""),
        ("a day that is none", "until = 2025-11-10", "until = 2025-02-30"),
        ("a distribution out of order", "low = 0.3, mode = 0.5", "low = 0.6, mode = 0.5"),
        ("a percentage", "[0, 0.0]", "[0, 50]"),
        ("a quota without size", "tonnes_per_year = 100000\n", ""),
        ("no form at all", "minerals = [\"graphite\"]\n", ""),
        (
            "two rules for one flow",
            "kind = \"quota\"\nfrom = [\"CHN\"]\nto = [\"g7-plus\"]\nminerals = [\"graphite\"]\ntonnes_per_year = 100000\n",
            "kind = \"export_ban\"\nfrom = [\"CHN\"]\nto = [\"JPN\"]\nminerals = [\"rare_earths\"]\n",
        ),
        (
            "outages of more than all",
            "kind = \"quota\"\nfrom = [\"CHN\"]\nto = [\"g7-plus\"]\nminerals = [\"graphite\"]\ntonnes_per_year = 100000\n",
            "kind = \"outage\"\ncountries = [\"CHL\"]\nforms = [\"cu_mined\"]\nloss = 0.7\n\n[[shock]]\nname = \"Again\"\nkind = \"outage\"\ncountries = [\"CHL\", \"PER\"]\nforms = [\"cu_mined\"]\nloss = 0.7\n",
        ),
        (
            "demand that rises and falls",
            "kind = \"quota\"\nfrom = [\"CHN\"]\nto = [\"g7-plus\"]\nminerals = [\"graphite\"]\ntonnes_per_year = 100000\n",
            "kind = \"demand_surge\"\ncountries = [\"USA\"]\nforms = [\"re_ndfeb\"]\nfactor = 1.5\n\n[[shock]]\nname = \"Again\"\nkind = \"demand_surge\"\ncountries = [\"g7\"]\nforms = [\"re_ndfeb\"]\nfactor = 0.5\n",
        ),
        ("not TOML", "weeks = 52", "weeks = = 52"),
        (
            "a rule without order",
            "[[shock]]\nname = \"Magnets\"",
            "[rationing]\nrule = \"priority\"\n\n[[shock]]\nname = \"Magnets\"",
        ),
    ];
    let mut text = String::new();
    for (title, from, to) in cases {
        text.push_str(&format!("# {title}\n{}\n\n", spoilt(from, to)));
    }
    expect("crates/monazite-io/tests/expected/scenario_problems.txt", &text);
}

#[test]
fn all_problems_come_at_once() {
    let text = SOUND
        .replace("re_ndfeb", "re_ndfebb")
        .replace("tonnes_per_year = 100000", "tonnes_per_year = -1")
        .replace("probability = 0.5", "probability = 1.2");
    let problems = read(&text).unwrap_err();
    let lines: Vec<u32> = problems.iter().map(|d| d.line).collect();
    assert_eq!(lines, [10, 22, 23], "{problems}");
}

#[test]
fn a_suspension_is_no_contradiction() {
    let text = SOUND.replace(
        "kind = \"quota\"\nfrom = [\"CHN\"]\nto = [\"g7-plus\"]\nminerals = [\"graphite\"]\ntonnes_per_year = 100000\n",
        "kind = \"export_ban\"\nfrom = [\"CHN\"]\nto = [\"JPN\"]\nforms = [\"re_ndfeb\"]\nactive = [{ from = 2025-11-10 }]\n",
    );
    assert!(read(&text).is_ok());
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let problems = scenario::read(&root().join("no/such.toml"), &BASELINE).unwrap_err();
    assert!(problems.to_string().contains("such.toml: cannot be read"), "{problems}");
}

#[test]
fn the_default_is_the_full_stop_of_the_library_and_works_for_any_supplier() {
    let entry = scenario::Entry::of(scenario::DEFAULT).unwrap();
    let file = scenario::parse(&entry.file(), entry.text, &BASELINE).unwrap();
    let default = scenario::full_stop(&BASELINE, "CHN").unwrap();
    let kinds =
        |s: &Scenario| s.shocks.iter().map(|s| (s.kind.clone(), s.active.clone())).collect::<Vec<_>>();
    assert_eq!(kinds(&default), kinds(&file));
    assert_eq!((&default.key, default.start, default.horizon), (&file.key, file.start, file.horizon));
    let other = scenario::full_stop(&BASELINE, "RUS").unwrap();
    assert_eq!((other.key.as_str(), other.shocks.len()), ("stop-everything-rus", 12));
    let ores = monazite_io::parse(&crate::common::ores()).unwrap().system;
    assert_eq!(scenario::full_stop(&ores, "CHN").unwrap().shocks.len(), 1, "a dataset with forms of its own");
    assert!(scenario::full_stop(&BASELINE, "nobody").is_err());
}

//! The page and the summary of a small network: what must hold for any page.

#![allow(clippy::unwrap_used)]

use crate::common::Case;
use monazite::datum::Quality;
use monazite::economy::coupling::{GDP_LOSS, GDP_LOSS_SHARE, GDP_LOSS_SPREAD, RANGE, VALUE_ADDED_LOST};
use monazite::estimate::Estimate;
use monazite::figure::Figure;
use monazite::quantity::Days;
use monazite::scenario::Scenario;
use monazite::share::{Joined, MemberShare, Outsiders, RuleShare, Sharing};
use monazite::system::testing::Builder;
use monazite::system::{Source, Stage, System};
use monazite_brief::{Brief, Simulation, page, summary};
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// CHN refines ore of AUS; DEU buys metal from CHN and from KOR, which only passes Chinese metal on.
fn small() -> System {
    let mut system = Builder::new()
        .mineral("tin")
        .form("ore", "tin", Stage::Extraction)
        .form("metal", "tin", Stage::Processing)
        .process("mining", Stage::Extraction, &[], &[("ore", 1.0)])
        .process("smelting", Stage::Processing, &[("ore", 1.0)], &[("metal", 1.0)])
        .production("ore", "mining", "AUS", 100.0, 1.0)
        .production("metal", "smelting", "CHN", 100.0, 1.0)
        .flow("ore", ("AUS", "CHN"), "", 100.0, 1.0)
        .flow("metal", ("CHN", "KOR"), "", 40.0, 1.0)
        .flow("metal", ("CHN", "DEU"), "", 60.0, 1.0)
        .flow("metal", ("KOR", "DEU"), "", 40.0, 1.0)
        .demand("metal", "DEU", "solder", 100.0, 1.0)
        .build();
    let source = Source {
        title: "Tables".into(),
        publisher: "<b>Survey</b>".into(),
        url: "javascript:alert(1)".into(),
        licence: "CC0".into(),
        attribution: String::new(),
    };
    system.sources.insert("evil", source);
    system
}

/// Values of an attribute, in the order of the page.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_summary_is_as_it_was() {
    insta::assert_snapshot!(summary::brief(&Case::of(small()).brief()));
}

#[test]
fn the_page_is_as_it_was_and_the_same_twice() {
    let case = Case::of(small());
    let first = page(&case.brief());
    assert_eq!(first, page(&case.brief()));
    let body = first.split("</style>").nth(1).unwrap();
    insta::assert_snapshot!(body);
}

#[test]
fn the_page_loads_nothing_from_elsewhere() {
    let page = page(&Case::of(small()).brief());
    for word in ["<script", "<link", "<img", "<iframe", "@import", " src=", "url(http", "javascript:"] {
        assert!(!page.contains(word), "{word}");
    }
    for address in attributes(&page, "href") {
        assert!(address.starts_with('#') || address.starts_with("http"), "{address}");
    }
}

#[test]
fn every_chart_has_a_title_and_a_description() {
    let page = page(&Case::of(small()).brief());
    let charts: Vec<&str> = page.split("<svg ").skip(1).collect();
    assert!(charts.len() >= 3, "{} charts", charts.len());
    for chart in charts {
        let head: String = chart.chars().take(900).collect();
        assert!(
            head.contains("role=\"img\"") && head.contains("<title id=") && head.contains("<desc id="),
            "{head}"
        );
    }
}

#[test]
fn every_number_is_that_of_the_assessment() {
    let case = Case::of(small());
    let page = page(&case.brief());
    let (ids, values) = (attributes(&page, "data-id"), attributes(&page, "data-value"));
    assert_eq!(ids.len(), values.len());
    assert!(ids.len() > 10, "{}", ids.len());
    for (id, value) in ids.iter().zip(values) {
        let figure = case.assessment.figures.iter().find(|f| f.id() == *id);
        assert_eq!(figure.map(|f| f.value), value.parse().ok(), "{id}");
    }
}

#[test]
fn names_from_a_dataset_stay_text() {
    let mut system = small();
    let china = system.countries.id("CHN").unwrap();
    system.countries[china].name = "<script>alert(\"x\")</script>".into();
    let tin = system.minerals.id("tin").unwrap();
    system.minerals[tin].name = "tin & <b>\u{1b}[31m".into();
    let case = Case::of(system);
    let page = page(&case.brief());
    assert!(!page.contains("<script>") && !page.contains("<b>Survey") && !page.contains('\u{1b}'));
    assert!(page.contains("&lt;script&gt;"));
    assert!(!summary::brief(&case.brief()).contains('\u{1b}'));
}

#[test]
fn a_real_browser_opens_the_page() {
    let found = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|o| o.status.success()));
    let Some(browser) = found else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: no Chromium on this machine, the page was not opened in a browser"
        );
        return;
    };
    let folder = std::env::temp_dir().join(format!("monazite-brief-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("brief.html");
    std::fs::write(&file, page(&Case::of(small()).brief())).unwrap();
    let dom = dump(browser, &folder, &file);
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(dom.contains("</html>") && dom.contains("<svg") && dom.contains("The answer first"), "{dom}");
}

fn dump(browser: &str, folder: &Path, file: &Path) -> String {
    let flags =
        "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --dump-dom";
    let output = Command::new(browser)
        .args(flags.split(' '))
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Losses of a scenario make a chapter: GDP at risk, members, the hardest-hit industries, every way of answering.
#[test]
fn losses_make_a_chapter() {
    let case = Case::of(small());
    let scenario = Scenario::quiet("stop", "2026-01-01".parse().unwrap(), Days::new(364.0));
    let figure = |metric, country: &str, industry: &str, method: &str, value: f64, unit| Figure {
        country: country.into(),
        industry: industry.into(),
        method: method.into(),
        ..Figure::of(metric, unit, Estimate { low: 0.5 * value, value, high: 2.0 * value }, Quality::Assumed)
    };
    let losses = [
        figure(GDP_LOSS, "", "", RANGE, 4e9, "USD"),
        figure(GDP_LOSS_SPREAD, "", "", "ario", 8e9, "USD"),
        figure(GDP_LOSS_SHARE, "", "", RANGE, 0.001, "share"),
        figure(GDP_LOSS, "DEU", "", RANGE, 3e9, "USD"),
        figure(GDP_LOSS, "FRA", "", RANGE, 1e9, "USD"),
        figure(VALUE_ADDED_LOST, "", "c14", RANGE, 2.5e9, "USD"),
    ];
    let simulation = Simulation { scenario: &scenario, figures: &[], losses: &losses };
    let page = simulated(&case, simulation);
    for words in [
        "What it costs",
        "GDP at risk by member",
        "USD\u{a0}4.0\u{a0}bn",
        "data-id=\"gdp_loss/DEU/-/range\"",
        "ARIO",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let none = Simulation { losses: &[], ..simulation };
    assert!(!simulated(&case, none).contains("What it costs"));
}

fn simulated(case: &Case, simulation: Simulation<'_>) -> String {
    page(&Brief { simulation: Some(simulation), ..case.brief() })
}

/// A sharing makes a chapter: members with ranges, where the gain comes from, who starts, who joins, rules.
#[test]
fn a_sharing_makes_a_chapter() {
    let case = Case::of(small());
    let bn = |value: f64| Estimate { low: 0.5 * value * 1e9, value: value * 1e9, high: 2.0 * value * 1e9 };
    let rule = |rule: &str, leave: Vec<usize>| RuleShare {
        rule: rule.into(),
        gains: vec![bn(15.0), bn(15.0)],
        pays: vec![bn(-25.0), bn(25.0)],
        leaving: vec![leave.len() as f64, 0.0],
        leave,
        objection: Some((vec![0], bn(10.0))),
    };
    let member = |player| MemberShare {
        player,
        today: bn(90.0),
        alone: bn(60.0),
        benefit: bn(0.0),
        spends: bn(10.0),
        shapley: bn(15.0),
        shapley_error: bn(0.0),
        nucleolus: Some(bn(15.0)),
        outside: bn(1.0),
    };
    let sharing = Sharing {
        programme: "two".into(),
        players: vec!["DEU".into(), "KOR".into()],
        draws: 8,
        value: bn(30.0),
        by_mineral: vec![("tin".into(), bn(30.0))],
        orders: None,
        least_objection: Some(bn(-15.0)),
        not_superadditive: None,
        members: vec![member(0), member(1)],
        rules: vec![rule("as_incurred", vec![0]), rule("shapley", vec![])],
        clubs: Vec::new(),
        smallest: vec![(Outsiders::Alone, Some(vec![0, 1])), (Outsiders::Together, None)],
        joining: vec![Joined {
            player: 1,
            joins: vec![0],
            brings: bn(30.0),
            gains: bn(15.0),
            pays: bn(25.0),
        }],
    };
    let page = page(&Brief { sharing: Some(&sharing), ..case.brief() });
    for words in [
        "Who gains, pays and stays",
        "USD\u{a0}30\u{a0}bn",
        "USD\u{a0}15 to 60\u{a0}bn",
        "Where the joint gain comes from",
        "<strong>60</strong> (30 to 120)",
        "<strong>−25</strong> (−13 to −50)",
        "DEU and KOR",
        "No club is worth starting where all outsiders form a club of their own",
        "yes (100 %)",
        "each pays for what it builds and buys",
    ] {
        assert!(page.contains(words), "{words}");
    }
    // Of a game too large for every club.
    let sampled = Sharing {
        orders: Some(20),
        least_objection: None,
        smallest: Vec::new(),
        joining: Vec::new(),
        rules: vec![RuleShare { objection: None, ..rule("shapley", vec![]) }],
        ..sharing
    };
    let brief = monazite_brief::page(&Brief { sharing: Some(&sampled), ..case.brief() });
    assert!(brief.contains("the mean over 20 orders of joining") && brief.contains("not looked at"));
    assert!(!brief.contains("Who starts, and who joins next"));
}

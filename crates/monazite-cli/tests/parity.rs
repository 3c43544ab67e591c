//! The command shows what the study answers: for every verb the same bytes.

#![allow(clippy::unwrap_used)]

use crate::common::{monazite, root};
use monazite_io::results::{Format, Sheet, bytes};
use monazite_study::{
    Answer, Assess, Balance, Brief, Check, Document, Explain, ImportBaci, OneYear, Plan, Scenarios, Share,
    Simulate, Sources, Study, Text, Watch,
};
use std::fs;

/// Runs the command into a folder and holds every sheet of the answer to the file of its name; the first also to
/// standard output as CSV, where the command prints that one.
#[track_caller]
fn same<T>(args: &[&str], printed: Option<&str>, answer: &Answer<T>) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let run = monazite(&[args, &["--out", out.to_str().unwrap()]].concat());
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    let csv = |sheet: &Sheet| String::from_utf8(bytes(sheet, Format::Csv).unwrap()).unwrap();
    for (name, sheet) in &answer.sheets {
        let written = fs::read_to_string(out.join(format!("{name}.csv"))).unwrap();
        assert!(written == csv(sheet), "{args:?}: {name}.csv is not the sheet");
    }
    let record: toml::Table = fs::read_to_string(out.join("metadata.toml")).unwrap().parse().unwrap();
    assert_eq!(record, toml::Table::try_from(&answer.record).unwrap(), "{args:?}");
    if let Some(name) = printed {
        let run = monazite(&[args, &["--format", "csv"]].concat());
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        assert!(run.out == csv(answer.sheet(name).unwrap()), "{args:?}: standard output is not {name}");
    }
}

fn study() -> Study {
    Study::baseline().unwrap()
}

/// A file of the tests as the command takes it, and as a request holds it.
fn document(path: &str) -> (&str, Option<Document>) {
    let text = fs::read_to_string(root().join(path)).unwrap();
    let name = path.rsplit('/').next().unwrap().to_owned();
    (path, Some(Document::Own(Text { name, text })))
}

#[test]
fn balance_assess_sources_and_explain() {
    let (study, watch) = (study(), Watch::default());
    let mineral = || Some("cobalt".to_owned());
    let answer = study.balance(&Balance { mineral: mineral() }, &watch).unwrap();
    same(&["balance", "--mineral", "cobalt"], Some("moves"), &answer);
    let request = Assess { for_: "JPN".into(), draws: 3, seed: 7, mineral: mineral(), ..Assess::default() };
    let answer = study.assess(&request, &watch).unwrap();
    let typed = ["--for", "JPN", "--draws", "3", "--seed", "7"];
    same(&[&["assess", "--mineral", "cobalt"], &typed[..]].concat(), Some("figures"), &answer);
    same(&["sources"], Some("sources"), &study.sources(&Sources::default()).unwrap());
    let figure = answer.result[0].id();
    let request =
        Explain { figure: figure.clone(), for_: "JPN".into(), draws: 3, seed: 7, ..Explain::default() };
    let answer = study.explain(&request, &watch).unwrap();
    same(&[&["explain", &figure], &typed[..]].concat(), Some("inputs"), &answer);
}

#[test]
fn simulate_and_what_binds() {
    let (study, watch) = (study(), Watch::default());
    let scenario = || Some(Document::Key("china-stop-graphite".into()));
    let request =
        Simulate { scenario: scenario(), weeks: Some(20), runs: 5, economy: true, ..Simulate::default() };
    let answer = study.simulate(&request, &watch).unwrap();
    let typed = ["simulate", "china-stop-graphite", "--weeks", "20", "--runs", "5"];
    same(&[&typed[..], &["--economy"]].concat(), Some("losses"), &answer);
    let request = Simulate { metric: Some("shortfall".into()), economy: false, ..request };
    let answer = study.simulate(&request, &watch).unwrap();
    same(&[&typed[..], &["--metric", "shortfall"]].concat(), Some("figures"), &answer);
    let (path, own) = document("scenarios/china-stop-cobalt.toml");
    let request = Simulate { scenario: own, weeks: Some(8), runs: 0, ..Simulate::default() };
    let answer = study.simulate(&request, &watch).unwrap();
    same(&["simulate", path, "--weeks", "8", "--runs", "0"], Some("figures"), &answer);
    let request = Explain {
        figure: "shortfall/graphite@20".into(),
        scenario: scenario(),
        weeks: Some(20),
        runs: 5,
        ..Explain::default()
    };
    let answer = study.explain(&request, &watch).unwrap();
    same(&[&typed[..], &["--explain", "shortfall/graphite@20"]].concat(), Some("causes"), &answer);
    same(&["simulate", "--list"], Some("scenarios"), &Study::scenarios(&Scenarios::default()).unwrap());
}

#[test]
fn plan_and_share() {
    let (study, watch) = (study(), Watch::default());
    let (path, programme) = document("crates/monazite-cli/tests/programmes/antimony.toml");
    let request = Plan { programme, quick: true, draws: 2, ..Plan::default() };
    let answer = study.plan(&request, &watch).unwrap();
    same(&["plan", path, "--quick", "--draws", "2"], Some("plan"), &answer);
    let (path, programme) = document("crates/monazite-cli/tests/programmes/gallium.toml");
    let answer = study.share(&Share { programme, draws: 4, ..Share::default() }, &watch).unwrap();
    same(&["share", path, "--draws", "4"], Some("share"), &answer);
}

#[test]
fn one_year_and_brief() {
    let (study, watch) = (study(), Watch::default());
    let request = OneYear { for_: "JPN".into(), mineral: Some("gallium".into()), ..OneYear::default() };
    let answer = study.one_year(&request, &watch).unwrap();
    same(&["economy", "one-year", "--for", "JPN", "--mineral", "gallium"], Some("one_year"), &answer);
    let answer = study.brief(&Brief { draws: 2, ..Brief::default() }, &watch).unwrap();
    same(&["brief", "--draws", "2"], None, &answer);
}

#[test]
fn what_needs_no_dataset() {
    let watch = Watch::default();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let baci = file(
        "BACI_HS17_Y2022_V202401.csv",
        "t,i,j,k,v,q\n2022,36,156,260500,12.5,3.25\n2022,36,156,810520,1,NA\n",
    );
    let path = baci.to_str().unwrap();
    let request = ImportBaci { files: vec![baci.clone()], hs6: Vec::new() };
    struct Nowhere;
    impl monazite_io::import::baci::Sink for Nowhere {
        fn take(&mut self, _: &[monazite_io::import::baci::Flow]) -> std::io::Result<()> {
            Ok(())
        }
    }
    let answer = request.run(&mut Nowhere, &mut |_| (), &watch).unwrap();
    same(&["import", "baci", path], None, &answer);
    let here = Check { dir: Some(root().join("examples/ores")) };
    let answer = here.run().unwrap();
    same(&["check", "examples/ores", "--format", "csv"], None, &answer);
}

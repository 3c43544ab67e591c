//! The command shows what the study answers: for every verb the same bytes.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use crate::common::{monazite, root, shared};
use monazite_io::import::baci::Flow;
use monazite_io::results::{Format, Sheet, bytes};
use monazite_study::{
    Accounts, Answer, Ario, Assess, Balance, Brief, BuildBaseline, BuildEconomy, BuildHistory, Check,
    Compare, Document, Exercise, Explain, Export, Geopolrisk, Import, ImportBaci, List, Offer, OneYear, Plan,
    Request, Scenarios, Share, Simulate, Sources, Stock, Study, Text, Track, Watch,
};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

/// Verbs, and what holds them to the command.
type Held = (&'static [&'static str], fn());

/// What holds each verb to the command.
const HELD: &[Held] = &[
    (&[Balance::VERB, Assess::VERB, Sources::VERB], balance_assess_and_sources),
    (&[Simulate::VERB, Explain::VERB, Scenarios::VERB], simulate_and_what_binds),
    (&[Exercise::VERB, Stock::VERB, Offer::VERB], exercise_stock_and_offer),
    (&[Plan::VERB, Share::VERB], plan_and_share),
    (&[Track::VERB], track),
    (&[OneYear::VERB, Brief::VERB], one_year_and_brief),
    (&[Check::VERB, Geopolrisk::VERB], check_and_geopolrisk),
    (&[Accounts::VERB, Ario::VERB], accounts_and_ario),
    (&[Import::VERB, ImportBaci::VERB], imports),
    (&[List::VERB, Export::VERB, Compare::VERB], lists_exports_and_comparisons),
    (&[BuildBaseline::VERB, BuildEconomy::VERB, BuildHistory::VERB], recipe),
];

/// No request type is left out: the verbs that the study declares are those of [`HELD`].
#[test]
fn every_verb_is_held_to_the_command() {
    let mut declared = BTreeSet::new();
    let mut folders = vec![root().join("crates/monazite-study/src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let verbs =
                text.lines().filter_map(|line| line.trim().strip_prefix("const VERB: &'static str = \""));
            declared.extend(verbs.map(|rest| rest.trim_end_matches("\";").to_owned()));
        }
    }
    let held: BTreeSet<String> =
        HELD.iter().flat_map(|(verbs, _)| verbs.iter().map(|&verb| verb.to_owned())).collect();
    assert_eq!(held, declared);
    for (verbs, holds) in HELD {
        println!("{}", verbs.join(", "));
        holds();
    }
}

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

/// One study for all verbs: what one of them computed serves the next, where each command begins anew.
fn study() -> Study {
    static STUDY: LazyLock<Study> = LazyLock::new(|| Study::baseline().unwrap());
    STUDY.clone()
}

/// A file of the tests as the command takes it, and as a request holds it.
fn document(path: &str) -> (&str, Option<Document>) {
    let text = fs::read_to_string(root().join(path)).unwrap();
    let name = path.rsplit('/').next().unwrap().to_owned();
    (path, Some(Document::Own(Text { name, text })))
}

fn lists_exports_and_comparisons() {
    let study = study();
    for what in List::WHAT {
        let request = List { what: what.to_owned(), mineral: None };
        same(&["list", what], Some(what), &study.list(&request).unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let [typed, asked] = ["typed", "asked"].map(|name| folder.path().join(name).join("dataset"));
    let answer = Export { dir: asked.clone(), from_dir: None }.run().unwrap();
    same(&["dataset", "export", typed.to_str().unwrap()], None, &answer);
    let answer = Compare { a: asked.clone(), b: typed.clone() }.run().unwrap();
    assert!(answer.result.rows().is_empty());
    same(&["compare", asked.to_str().unwrap(), typed.to_str().unwrap()], Some("differences"), &answer);
}

fn balance_assess_and_sources() {
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

fn exercise_stock_and_offer() {
    let (study, watch) = (study(), Watch::default());
    let (_folder, place) = folder(&[(
        "play.toml",
        "[[decision]]\nweek = 2\nteam = \"USA\"\naction = \"allocate\"\nfirst = [\"defence\"]\n",
    )]);
    let path = format!("{place}/play.toml");
    let text = fs::read_to_string(&path).unwrap();
    let decisions = Some(Document::Own(Text { name: "play.toml".into(), text }));
    let scenario = Some(Document::Key("china-stop-graphite".into()));
    let request = Exercise { scenario, decisions, weeks: Some(8), runs: 3, ..Exercise::default() };
    let typed = ["exercise", "china-stop-graphite", "--decisions", &path, "--weeks", "8", "--runs", "3"];
    same(&typed, Some("report"), &study.exercise(&request, &watch).unwrap());
    let request = Exercise { week: Some(5), ..request };
    same(
        &[&typed[..], &["--week", "5"]].concat(),
        Some("situation"),
        &study.exercise(&request, &watch).unwrap(),
    );
    let scenarios = vec!["china-stop-graphite".to_owned()];
    let request = Stock { scenarios, runs: 2, for_: "JPN+KOR".into(), ..Stock::default() };
    let typed = ["stock", "--scenarios", "china-stop-graphite", "--runs", "2", "--for", "JPN+KOR"];
    same(&typed, Some("stock"), &study.stock(&request, &watch).unwrap());
    let (path, programme) = document("crates/monazite-cli/tests/programmes/antimony.toml");
    let request = Offer { partner: "AUS".into(), programme, tariff: Some(5), draws: 2, ..Offer::default() };
    let typed = ["offer", "AUS", "--programme", path, "--tariff", "5", "--draws", "2"];
    same(&typed, Some("offer"), &study.offer(&request, &watch).unwrap());
}

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

fn one_year_and_brief() {
    let (study, watch) = (study(), Watch::default());
    let request = OneYear { for_: "JPN".into(), mineral: Some("gallium".into()), ..OneYear::default() };
    let answer = study.one_year(&request, &watch).unwrap();
    same(&["economy", "one-year", "--for", "JPN", "--mineral", "gallium"], Some("one_year"), &answer);
    let answer = study.brief(&Brief { draws: 2, ..Brief::default() }, &watch).unwrap();
    same(&["brief", "--draws", "2"], None, &answer);
}

fn track() {
    let (study, watch) = (study(), Watch::default());
    let request = Track { ledger: true, on: Some("2026-11-30".into()), ..Track::default() };
    let answer = study.track(&request, &watch).unwrap();
    same(&["track", "--ledger", "--on", "2026-11-30"], Some("ledger"), &answer);
}

fn check_and_geopolrisk() {
    let here = Check { dir: Some(root().join("examples/ores")), ..Check::default() };
    same(&["check", "examples/ores", "--format", "csv"], None, &here.run().unwrap());
    let (_folder, place) = folder(&[
        ("wgi.csv", "country,wgi\nAAA,0.2\nBBB,0.4\nCCC,0.9\n"),
        ("production.csv", "material,country,production_t\nm,AAA,40\nm,BBB,60\n"),
        (
            "trade.csv",
            "material,importer,exporter,qty_t,value_kusd\nm,CCC,AAA,3,30\nm,CCC,BBB,5,45\nm,AAA,BBB,2,20\n",
        ),
    ]);
    let request = Geopolrisk { dir: place.clone().into(), bloc: vec!["B=AAA,CCC".into()] };
    let args = ["metric", "geopolrisk", &place, "--bloc", "B=AAA,CCC"];
    same(&args, Some("geopolrisk"), &request.run().unwrap());
}

/// Every file of a folder by its name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Runs a command into one folder and a request into another, and holds every file that the request wrote to that of the
/// command.
fn same_files(args: &[&str], ask: impl FnOnce(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let (typed, asked) = (folder.path().join("typed"), folder.path().join("asked"));
    let run = monazite(&[args, &["--out", typed.to_str().unwrap()]].concat());
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    ask(&asked);
    let (typed, asked) = (files(&typed), files(&asked));
    assert!(!asked.is_empty());
    for (name, ours) in &asked {
        let theirs = typed.iter().find(|(other, _)| other == name);
        assert!(theirs.is_some_and(|(_, theirs)| theirs == ours), "{args:?}: {name}");
    }
}

fn accounts_and_ario() {
    let watch = Watch::default();
    let table = "crates/monazite-io/tests/pymrio";
    let request = Accounts { path: root().join(table), ..Accounts::default() };
    let args = ["economy", "accounts", table];
    same(&args, Some("by_region"), &request.run(None, &watch).unwrap());
    same_files(&args, |out| drop(request.run(Some(out), &watch).unwrap()));
    let case = "crates/monazite-io/tests/boario/alt_concave/case.toml";
    let request = Ario { case: root().join(case) };
    let args = ["economy", "ario", case];
    same(&args, Some("totals"), &request.run(None, &watch).unwrap());
    // `totals.csv` is the sheet in a result folder, and the wide table of a run elsewhere.
    same_files(&args, |out| {
        request.run(Some(out), &watch).unwrap();
        fs::remove_file(out.join("totals.csv")).unwrap();
    });
}

fn imports() {
    let watch = Watch::default();
    let (_folder, place) = folder(&[
        ("gdp.csv", "Country Name,Country Code,Year,Value\nChile,CHL,2010,2\nPeru,PER,2010,\n"),
        (
            "BACI_HS17_Y2022_V202401.csv",
            "t,i,j,k,v,q\n2022,36,156,260500,12.5,3.25\n2022,36,156,810520,1,NA\n",
        ),
    ]);
    let path = format!("{place}/gdp.csv");
    let request = Import { format: "world-bank".into(), files: vec![path.clone().into()] };
    same(&["import", "world-bank", &path], Some("world-bank"), &request.run(&watch).unwrap());
    let path = format!("{place}/BACI_HS17_Y2022_V202401.csv");
    let request = ImportBaci { files: vec![path.clone().into()], hs6: Vec::new() };
    let mut flows: Vec<Flow> = Vec::new();
    let answer = request.run(&mut flows, &mut |_| (), &watch).unwrap();
    same(&["import", "baci", &path], None, &answer);
    // The flows go to a sink, never all at once; the command's is a CSV file.
    let run = monazite(&["import", "baci", &path, "--format", "csv"]);
    let sheet = monazite_io::import::baci::sheet(&flows);
    assert_eq!(run.out.into_bytes(), bytes(&sheet, Format::Csv).unwrap());
}

fn recipe() {
    let Some(raw) = shared("data") else { return };
    let (watch, place) = (Watch::default(), raw.to_str().unwrap());
    let baseline = BuildBaseline { raw: raw.clone() };
    same_files(&["import", "baseline", place], |out| drop(baseline.run(out, &watch).unwrap()));
    let economy = BuildEconomy { raw: raw.clone() };
    same_files(&["import", "economy", place], |out| drop(economy.run(out, &watch).unwrap()));
    let history = BuildHistory { raw: raw.clone() };
    same_files(&["import", "history", place], |out| drop(history.run(out, &watch).unwrap()));
}

/// A folder with some files, and its path.
fn folder(files: &[(&str, &str)]) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
    let path = folder.path().to_str().unwrap().to_owned();
    (folder, path)
}

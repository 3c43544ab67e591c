//! `exercise` through the real command: a play of nobody, a play from files, the prompt and its record, mistakes.

#![allow(clippy::unwrap_used)]

use crate::common::{Run, monazite, root};
use assert_cmd::Command;
use std::fs;
use std::path::Path;

const SCENARIO: &[&str] = &["china-stop-rare-earths", "--weeks", "20", "--runs", "4"];

const PLAY: &str = "
[[inject]]
week = 8
name = \"An Australian mine stands still\"
kind = \"outage\"
minerals = [\"rare_earths\"]
stages = [\"extraction\"]
countries = [\"AUS\"]
loss = 0.5

[[decision]]
week = 4
team = \"USA\"
action = \"allocate\"
first = [\"defence\"]

[[decision]]
week = 6
team = \"JPN\"
action = \"substitute\"
minerals = [\"rare_earths\"]
share = 0.05
";

fn run(verb: &str, args: &[&str]) -> Run {
    let run = monazite(&[&[verb], SCENARIO, args].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

/// The bytes of a sheet in a result folder.
fn sheet(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join(name)).unwrap()
}

#[test]
fn nobody_decides_and_it_is_simulate_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let [simulated, played] = ["simulated", "played"].map(|name| folder.path().join(name));
    run("simulate", &["--out", simulated.to_str().unwrap()]);
    run("exercise", &["--out", played.to_str().unwrap()]);
    for name in ["figures.csv", "overview.csv", "sensitivity.csv"] {
        assert!(sheet(&simulated, name) == sheet(&played, name), "{name}");
    }
}

#[test]
fn a_play_has_a_report_and_its_folder_plays_again_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("play.toml"), folder.path().join("out"));
    fs::write(&file, PLAY).unwrap();
    let decided = ["--decisions", file.to_str().unwrap()];
    run("exercise", &[&decided[..], &["--out", out.to_str().unwrap()]].concat());
    let report = fs::read_to_string(out.join("report.csv")).unwrap();
    for action in ["allocate", "substitute"] {
        let rows: Vec<&str> = report.lines().filter(|row| row.contains(action)).collect();
        assert_eq!(rows.len(), 3, "the coalition and two teams: {report}");
        for row in rows {
            let cells: Vec<&str> = row.split(',').collect();
            let [value, low, high] = [7, 8, 9].map(|at| cells[at].parse::<f64>().unwrap());
            assert!(low <= value && value <= high && cells[6] == "decision_worth", "{row}");
        }
    }
    let worth = |action: &str, who: &str| -> f64 {
        let row = report.lines().find(|row| row.starts_with(who) && row.contains(action)).unwrap();
        row.split(',').nth(7).unwrap().parse().unwrap()
    };
    assert!(worth("substitute", "JPN") > 0.0, "{report}");
    let again = monazite(&["rerun", out.to_str().unwrap()]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.err.contains("the same to the last byte"), "{}", again.err);
}

/// What is decided in a week changes nothing before it.
#[test]
fn weeks_before_a_decision_are_those_of_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("play.toml");
    fs::write(&file, PLAY).unwrap();
    let decided = ["--decisions", file.to_str().unwrap()];
    let at = |week: &str, more: &[&str]| {
        run("exercise", &[&["--week", week, "--format", "csv"], more].concat()).out
    };
    assert_eq!(at("4", &[]), at("4", &decided));
    assert_ne!(at("12", &[]), at("12", &decided));
}

#[test]
fn a_record_of_the_prompt_plays_again_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record.toml");
    let prompt = |typed: &str, more: &[&str]| {
        let args = [&["exercise"], SCENARIO, &["--play", "--format", "csv"], more].concat();
        let mut command = Command::cargo_bin("monazite").unwrap();
        let output = command.args(args).current_dir(root()).write_stdin(typed).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let typed = "next 4\nallocate USA first=defence\nrelease USA minerals=rare_earths weekly_share=0.1\n\
                 allocate JPN first=defence\nundo\nend\n";
    let (code, shown, said) = prompt(typed, &["--record", record.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("the team holds no stock of it") && said.contains("taken back"), "{said}");
    let report = |text: &str| text[text.find("for,scenario").unwrap()..].to_owned();
    let decided = fs::read_to_string(&record).unwrap();
    assert_eq!(decided.matches("[[decision]]").count(), 1, "{decided}");
    let file = run("exercise", &["--decisions", record.to_str().unwrap(), "--format", "csv"]).out;
    assert_eq!(report(&shown), report(&file));
}

#[test]
fn mistakes_of_a_play_have_places_and_all_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("play.toml");
    let text = "[[decision]]\nweek = 90\nteam = \"JPN\"\naction = \"substitute\"\nminerals = [\"rare_earths\"]\n\
                share = 0.9\n[[decision]]\nweek = 1\nteam = \"CHN\"\naction = \"sanction\"\n[[decision]]\nweek = 1\n\
                team = \"USA\"\naction = \"buy\"\nminerals = [\"rare_earths\"]\nfrom = [\"CHN\"]\nshare = 0.5\n";
    fs::write(&file, text).unwrap();
    let run = monazite(&[&["exercise"], SCENARIO, &["--decisions", file.to_str().unwrap()]].concat());
    assert_eq!(run.code, 1, "{}", run.err);
    for said in [
        "the week is after the end",
        "more than can be replaced",
        "sanction",
        "a seller restricts",
        "play.toml:2",
    ] {
        assert!(run.err.contains(said), "`{said}` is not in: {}", run.err);
    }
}

//! `monazite exercise`: a scenario played by teams, from a file or at a prompt.

use crate::failure::{Failure, tell};
use crate::output::{emit, text_to_stdout, to_stdout, unwritten};
use crate::surface::Surface;
use clap::ArgMatches;
use monazite_brief::summary;
use monazite_io::exercise::line;
use monazite_io::results::write_file;
use monazite_study::{Document, Exercise, Study, Text};
use std::io::{BufRead, stdin};
use std::path::PathBuf;

/// What the prompt understands.
const HELP: &str = "\
next [N]     go on by a week, or by N
look         how things stand
undo         take back the last decision of this week
end          play to the end and report
release TEAM minerals=M weekly_share=0.1 [resale=true] [weeks=N]
allocate TEAM first=defence,semiconductors
buy TEAM from=AUS,CAN minerals=M share=0.5
substitute TEAM minerals=M share=0.1 [end_uses=U]
retaliate TEAM minerals=M [to=CHN] [passes=0.5]
";

/// Runs in a step of the prompt.
const RUNS: u32 = 16;

/// Plays to the end, at a prompt or from the decisions in a file, and reports.
pub(crate) fn run(surface: &Surface, matches: &ArgMatches) -> Result<(), Failure> {
    let mut request: Exercise = surface.request(matches, &[])?;
    let study = surface.study()?;
    if matches.get_flag("play") {
        let decided = prompted(surface, &study, &request)?;
        if let Some(file) = matches.get_one::<PathBuf>("record") {
            write_file(file, decided.as_bytes()).map_err(|error| unwritten(file, error))?;
            tell(&format!("wrote {}; --decisions plays it again", file.display()));
        }
        request.decisions = own(decided);
    }
    let answer = surface.ask(|watch| study.exercise(&request, watch))?;
    match (answer.sheet("report"), surface.common.is_for_reading()) {
        (Some(_), true) => text_to_stdout(&summary::exercise(
            &answer.result.play.decisions,
            &answer.result.worth,
            &answer.result.parties,
        )),
        (Some(sheet), false) if surface.common.out.is_none() => to_stdout(&surface.common, sheet),
        _ => emit(&surface.common, &answer),
    }
}

/// The decisions of a prompt, as a document; none where nothing was decided.
fn own(text: String) -> Option<Document> {
    (!text.is_empty()).then(|| Document::Own(Text { name: "decisions.toml".to_owned(), text }))
}

/// Decides at a prompt, week by week; gives what was decided.
fn prompted(surface: &Surface, study: &Study, request: &Exercise) -> Result<String, Failure> {
    let mut decided: Vec<(u32, String)> = match &request.decisions {
        Some(Document::Own(own)) => vec![(0, own.text.clone())],
        _ => Vec::new(),
    };
    let text =
        |decided: &[(u32, String)]| decided.iter().map(|d| d.1.as_str()).collect::<Vec<_>>().join("\n");
    let mut week = 0;
    tell("`help` says what can be typed");
    for typed in stdin().lock().lines() {
        let typed = typed.map_err(|error| Failure::Io("standard input cannot be read".to_owned(), error))?;
        let words: Vec<&str> = typed.split_whitespace().collect();
        match words.as_slice() {
            [] => {}
            ["help"] => tell(HELP.trim_end()),
            ["end" | "quit" | "exit"] => break,
            ["undo"] => match decided.pop_if(|(of, _)| *of == week) {
                Some(_) => tell("taken back"),
                None => tell(&format!("nothing was decided in week {week}")),
            },
            ["look"] => look(surface, study, (request, week, text(&decided)))?,
            ["next"] => {
                week += 1;
                look(surface, study, (request, week, text(&decided)))?;
            }
            ["next", weeks] => match weeks.parse::<u32>() {
                Ok(weeks) => {
                    week = week.saturating_add(weeks);
                    look(surface, study, (request, week, text(&decided)))?;
                }
                Err(_) => tell("next, or next 4"),
            },
            _ => match line(week, &typed) {
                Ok(decision) => {
                    decided.push((week, decision));
                    let asked = stands(request, week, text(&decided));
                    match surface.watched(|watch| study.exercise(&asked, watch)) {
                        Ok(_) => tell(&format!("decided in week {week}")),
                        Err(failure) => {
                            decided.pop();
                            let _ = failure.report();
                        }
                    }
                }
                Err(why) => tell(&why),
            },
        }
    }
    Ok(text(&decided))
}

/// Asks how things stand at the end of a week; of the first before it.
fn stands(request: &Exercise, week: u32, decided: String) -> Exercise {
    Exercise {
        week: Some(week.max(1)),
        runs: request.runs.min(RUNS),
        decisions: own(decided),
        ..request.clone()
    }
}

fn look(
    surface: &Surface,
    study: &Study,
    (request, week, decided): (&Exercise, u32, String),
) -> Result<(), Failure> {
    let answer = surface.ask(|watch| study.exercise(&stands(request, week, decided), watch))?;
    text_to_stdout(&summary::situation(week.max(1), &answer.result.simulated.figures))
}

//! Quantities of past disruptions run again: writes `docs/backtests-quantities.md`. The scenarios are those of the library and the behaviour that
//! of the baseline; nothing is set here.

#![allow(clippy::unwrap_used)]

mod episode;
mod fit;
mod observed;

use self::episode::Run;
use self::observed::{Line, Role, mark, observed, table};
use crate::common::expect;
use monazite::balance::balance;
use std::fmt::Write as _;

const HEAD: &str = "# Backtests: quantities\n\n\
    What `simulate` says of the quantities of past disruptions, beside what was observed; prices have [a page of their own](backtests.md).\n\
    The scenarios are those of `scenarios/`, the behaviour is that of `behaviour.csv`, the network is that of the baseline 2024; no constant is set for a case.\n\
    Observations with their sources: `data/backtests/observed.csv`.\n\
    *Role*: a *predicted* line was used by no fit; a *fitted* one went into the scenario, so that agreement proves little.\n\
    *Error* is ours over observed, less one.\n\
    A test writes this page and fails if it drifts.\n";

#[test]
fn past_disruptions_run_again() {
    let system = monazite_io::baseline().unwrap().system;
    let balance = balance(&system).unwrap();
    let run = |key: &str| Run::of(&system, &balance, Run::scenario(&system, key));
    let seen = observed();
    let mut page = HEAD.to_owned();
    let mut all: Vec<Line> = Vec::new();
    for (title, text, lines) in [
        magnets(&run("rare-earths-april-2025"), &seen),
        gallium_and_germanium(&run("gallium-germanium-2023"), &seen),
        japan(&run("japan-2010"), &seen),
    ] {
        write!(page, "\n## {title}\n\n{text}\n{}", table(&lines)).unwrap();
        all.extend(lines);
    }
    page.push_str("\n## Error and bias\n\n| lines | number | mean error (bias) | mean absolute error |\n|---|---|---|---|\n");
    for role in [Role::Predicted, Role::Fitted] {
        let errors: Vec<f64> = all.iter().filter(|l| l.role == role).map(Line::error).collect();
        let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
        let (bias, absolute) = (mean(errors.clone()), mean(errors.iter().map(|e| e.abs()).collect()));
        writeln!(page, "| {} | {} | {bias:+.2} | {absolute:.2} |", role.word(), errors.len()).unwrap();
    }
    page.push_str(LIMITS);
    assert!(all.iter().all(|l| l.ours.is_finite()), "{all:#?}");
    expect("docs/backtests-quantities.md", &page);
}

#[test]
fn approvals_give_the_reported_exports() {
    let system = monazite_io::baseline().unwrap().system;
    let balance = balance(&system).unwrap();
    let off = fit::off(&system, &balance, &observed());
    assert!(off.is_empty(), "{}", off.join("\n"));
}

const LIMITS: &str = "\n## Limits\n\n\
    Exports observed are gross tonnes of a customs code, ours contained tonnes of a form, so exports are compared as shares of a period without licences.\n\
    Customs count a shipment when it clears, the model when it is sent.\n\
    Buying ahead of an announced measure moves no quantity here.\n\
    The network is that of 2024 throughout, for 2010 too.\n";

type Part = (&'static str, String, Vec<Line>);

/// The licences of April 2025: exports of magnets by month, and the first stop of a line.
fn magnets(run: &Run<'_>, seen: &observed::Observed) -> Part {
    const EPISODE: &str = "magnets_2025";
    let usual = mark(seen, EPISODE, "export_before", "2024-01") / 10.0;
    let forms = ["re_ndfeb"];
    let mut lines = Vec::new();
    for (month, role) in [
        ("2025-04", Role::Fitted),
        ("2025-05", Role::Fitted),
        ("2025-06", Role::Fitted),
        ("2025-07", Role::Predicted),
        ("2025-09", Role::Predicted),
    ] {
        lines.push(Line {
            what: "exports of magnets, t".to_owned(),
            when: month.to_owned(),
            observed: mark(seen, EPISODE, "export", month),
            ours: usual * run.exports(&forms, "CHN", month, month),
            role,
        });
    }
    let stop = mark(seen, EPISODE, "first_line_stop", "2025-05-26");
    let first = match run.first_shortage(&forms, &["CHN"], "2025-04-04") {
        Some(days) => format!("a user of magnets outside China first falls short after {days:.0} days"),
        None => "no user of magnets outside China falls short".to_owned(),
    };
    let text = format!(
        "The approval of the scenario is fitted to the exports of April, May and June alone; July and September are predicted.\n\
         August is not in our sources.\n\
         Tonnes are our share of usual exports times {usual:.0} t a month, the mean of January to October 2024.\n\
         The first dated stop of a line, Suzuki's, came {stop:.0} days after 4 April; in the run {first}.\n\
         A country has one stock here, of the mean cover, so that its best-stocked maker lends to its worst; the first of many firms stops sooner.\n\
         Stocks that the delay emptied are filled again once licences come: buyers order more than the usual, and exports pass it in September, as they did two months before."
    );
    ("Rare earths under licence, April 2025", text, lines)
}

/// The licences of August 2023: exports where they are reported, and prices.
fn gallium_and_germanium(run: &Run<'_>, seen: &observed::Observed) -> Part {
    const EPISODE: &str = "gallium_germanium_2023";
    let share = |series: &str, form: &str, from: &str, to: &str| Line {
        what: format!("exports of {form} over those a year before"),
        when: if from == to { from.to_owned() } else { format!("{from} to {to}") },
        observed: mark(seen, EPISODE, series, from),
        ours: run.exports(&[form], "CHN", from, to),
        role: Role::Fitted,
    };
    let lines = vec![
        share("export_share_gallium", "ga_primary", "2023-11", "2023-11"),
        share("export_share_germanium", "ge_refined", "2023-11", "2023-11"),
        share("export_share_germanium", "ge_refined", "2024-01", "2024-08"),
    ];
    let basket = mark(seen, EPISODE, "export_share_811292", "2023-08");
    let text = format!(
        "The monthly exports by partner at hand are those of code 811292, which holds indium, niobium, hafnium and vanadium too: \
         over the first twelve months they were {basket:.2} times those of the twelve before, and say nothing of the two.\n\
         The reported exports of gallium and germanium are what the scenario states."
    );
    ("Gallium and germanium under licence, 2023", text, lines)
}

/// The halt of 2010: a price that other things moved too.
fn japan(run: &Run<'_>, seen: &observed::Observed) -> Part {
    const EPISODE: &str = "japan_2010";
    let worst = run.worst_activity("rare_earths", "JPN");
    let text = format!(
        "The halt at customs lasted about two months; no production stop in Japan is known.\n\
         Ours: the least activity of any Japanese user of rare earths is {worst:.2}.\n\
         Japan took {:.0} % of its rare earths from China in 2010 and {:.0} % in 2018; the horizon of two years is too short to compare.",
        100.0 * mark(seen, EPISODE, "import_share_china", "2010"),
        100.0 * mark(seen, EPISODE, "import_share_china", "2018"),
    );
    ("Rare earths to Japan, 2010", text, Vec::new())
}

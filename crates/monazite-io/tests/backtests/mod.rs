//! Past disruptions run again: writes `docs/backtests.md`. The scenarios are those of the library and the behaviour that
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

const HEAD: &str = "# Backtests\n\n\
    What `simulate` says of past disruptions, beside what was observed.\n\
    The scenarios are those of `scenarios/`, the behaviour is that of `behaviour.csv`, the network is that of the baseline 2024; no constant is set for a case.\n\
    Observations with their sources: `data/backtests/observed.csv`.\n\
    *Role*: a *predicted* line was used by no fit; a *fitted* one went into the scenario or into an elasticity, so that agreement proves little.\n\
    *Error* is ours over observed, less one.\n\
    An approval is a share of what is ordered, and buyers who lack stock order more than the usual, so it is not the share that is exported: a test finds it, window by window in the order of time, so that exports come out as reported, and fails if the scenario has another (`crates/monazite-io/tests/backtests/fit.rs`).\n\
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
        antimony(&run("antimony-2024"), &seen),
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
    expect("docs/backtests.md", &page);
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
    Buying ahead of an announced measure is not in the scenarios.\n\
    Prices observed are annual means of one market place, and other things happened in those years.\n\
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
    let price = |series: &str, form: &str| Line {
        what: format!("price of {form} in the United States, 2025 over 2023"),
        when: "2025-01 to 2025-06".to_owned(),
        observed: mark(seen, EPISODE, series, "2023"),
        ours: run.price(form, "USA", "2025-01", "2025-06"),
        role: Role::Fitted,
    };
    let lines = vec![
        share("export_share_gallium", "ga_primary", "2023-11", "2023-11"),
        share("export_share_germanium", "ge_refined", "2023-11", "2023-11"),
        share("export_share_germanium", "ge_refined", "2024-01", "2024-08"),
        price("price_ratio", "ga_refined"),
        price("price_ratio_germanium", "ge_refined"),
    ];
    let basket = mark(seen, EPISODE, "export_share_811292", "2023-08");
    let text = format!(
        "The monthly exports by partner at hand are those of code 811292, which holds indium, niobium, hafnium and vanadium too: \
         over the first twelve months they were {basket:.2} times those of the twelve before, and say nothing of the two.\n\
         The reported exports of gallium and germanium alone went into the approval of the scenario, and the prices into the elasticities.\n\
         The horizon ends in June 2025, so our price is the mean of its last half year.\n\
         With exports as reported, prices come out too high: what filled the gap besides, stocks drawn, scrap and trade through third countries, is not known by month.\n\
         Gallium's use in the United States did not fall, so its elasticity is zero, and any shortfall takes the price to the choke price."
    );
    ("Gallium and germanium under licence, 2023", text, lines)
}

/// The licences of September 2024: prices.
fn antimony(run: &Run<'_>, seen: &observed::Observed) -> Part {
    const EPISODE: &str = "antimony_2024";
    let lines = vec![
        Line {
            what: "price of antimony metal in the United States, 2025 over 2024".to_owned(),
            when: "2025".to_owned(),
            observed: mark(seen, EPISODE, "price_ratio_2025", "2024"),
            ours: run.price("sb_metal", "USA", "2025-01", "2025-12"),
            role: Role::Fitted,
        },
        Line {
            what: "price of antimony metal in the Netherlands, end over start of 2024".to_owned(),
            when: "2024-12".to_owned(),
            observed: mark(seen, EPISODE, "price_ratio_peak", "2024-01"),
            ours: run.price("sb_metal", "NLD", "2024-12", "2024-12"),
            role: Role::Predicted,
        },
    ];
    let text = "The elasticity of antimony is fitted to the annual prices of 2024 and 2025.\n\
        Part of the rise of 2024 came before the licences, with mines closing and solar glass growing, and is in no scenario.";
    ("Antimony under licence, 2024", text.to_owned(), lines)
}

/// The halt of 2010: a price that other things moved too.
fn japan(run: &Run<'_>, seen: &observed::Observed) -> Part {
    const EPISODE: &str = "japan_2010";
    let worst = run.worst_activity("rare_earths", "JPN");
    let (seen_price, price) = (
        mark(seen, EPISODE, "price_ratio", "2009-01"),
        run.price("re_dy_oxide", "JPN", "2010-10", "2010-12"),
    );
    let text = format!(
        "The halt at customs lasted about two months; no production stop in Japan is known.\n\
         Ours: the least activity of any Japanese user of rare earths is {worst:.2}.\n\
         Dysprosium oxide rose {seen_price:.0}-fold from January 2009 to August 2011; ours is {price:.1} times the usual in October to December 2010.\n\
         The two are not comparable: the quota for all destinations drove the price, and it is not in the scenario.\n\
         Japan took {:.0} % of its rare earths from China in 2010 and {:.0} % in 2018; the horizon of two years is too short to compare.",
        100.0 * mark(seen, EPISODE, "import_share_china", "2010"),
        100.0 * mark(seen, EPISODE, "import_share_china", "2018"),
    );
    ("Rare earths to Japan, 2010", text, Vec::new())
}

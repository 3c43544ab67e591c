//! Past price shocks run again, scored with each left out of what it is judged by:
//! `cargo run --release -p monazite-io --example prices [points [DRAWS [PAGE]]]`; the joint draws
//! and the page of backtests are written where files are named.
#![allow(clippy::print_stdout)] // a program that prints

use monazite::balance::balance;
use monazite::simulate::Work;
use monazite_io::backtest::posterior::{PRIOR, Runs, design, effective, left_out, weights};
use monazite_io::backtest::score::{HORIZONS, Line, Score};
use monazite_io::backtest::{Case, draws, page, rule};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let points: usize = std::env::args().nth(1).map_or(Ok(256), |n| n.parse())?;
    let system = monazite_io::baseline().map_err(|e| format!("{e:?}"))?.system;
    let mut cases: Vec<Case> = Vec::new();
    for case in monazite_io::backtest::cases(&system, &balance(&system)?)? {
        match case {
            Ok(case) => cases.push(case),
            Err(reason) => println!("left out: {reason}"),
        }
    }
    let design = design(points);
    let runs: Vec<Runs<'_>> = cases.iter().map(|case| Runs::of(case, &design)).collect();
    let all = left_out(&runs);
    println!("episode form in market months withheld | observed | central | left out 5 % 50 % 95 % | use");
    let (mut lines, mut lost, mut at) = (Vec::new(), Vec::new(), 0);
    for case in &cases {
        let mut work = Work::of(&case.model);
        let central = case.ratios(&case.model.inputs().central(), &mut work);
        for (i, observation) in case.episode.observations.iter().enumerate() {
            print(case, i, central[i], &all[at]);
            if observation.role.counts() {
                lines.push(all[at].clone());
                lost.push(case.withheld[i]);
            }
            at += 1;
        }
    }
    let rules = rule::lines(&lines, &lost);
    println!(
        "\nhorizon: lines, median error, rms, bias, 50 % range holds, 90 % range holds, CRPS | the same of one elasticity"
    );
    for (name, from, to) in HORIZONS.into_iter().chain([("all", f64::NEG_INFINITY, f64::INFINITY)]) {
        let of = |lines: &[Line]| Score::of(lines.iter().filter(|l| from <= l.months && l.months < to));
        if let (Some(ours), Some(rule)) = (of(&lines), of(&rules)) {
            println!("{name}: {} | {}", show(&ours), show(&rule));
        }
    }
    let weights = weights(&runs, None);
    println!("\n{:.0} points of {points} count", effective(&weights));
    for (i, (word, ..)) in PRIOR.iter().enumerate() {
        let sample = design.iter().zip(&weights).map(|(point, &weight)| (point[i], weight)).collect();
        let line = Line::of(word, 0.0, 0.0, sample);
        let [low, middle, high] = [0.05, 0.5, 0.95].map(|p| line.quantile(p));
        println!("{word}: {middle:.3} ({low:.3} to {high:.3})");
    }
    if let Some(file) = std::env::args().nth(2) {
        std::fs::write(file, draws::table(&design, &weights))?;
    }
    if let Some(file) = std::env::args().nth(3) {
        std::fs::write(file, page::page(&cases, &all, &lines, &rules))?;
    }
    Ok(())
}

fn print(case: &Case, i: usize, central: f64, line: &Line) {
    let observation = &case.episode.observations[i];
    let [low, middle, high] = [0.05, 0.5, 0.95].map(|p| line.quantile(p).exp());
    println!(
        "{:<24} {:<17} {} {:?} {:>5.1} {:.2} | {:>6.2} | {:>6.2} | {:>6.2} {:>6.2} {:>6.2} | {}",
        case.episode.key,
        observation.form,
        observation.country,
        observation.market,
        line.months,
        case.withheld[i],
        observation.value,
        central,
        low,
        middle,
        high,
        observation.role.word()
    );
}

fn show(score: &Score) -> String {
    format!(
        "{} {:.2} {:.2} {:+.2} {:.2} {:.2} {:.3}",
        score.count, score.median, score.rms, score.bias, score.half, score.ninety, score.crps
    )
}

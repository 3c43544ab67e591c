//! Past price shocks run again, scored with each left out of what it is judged by:
//! `cargo run --release -p monazite-io --example prices [points [DRAWS [PAGE]]]`; the joint draws
//! and the page of backtests are written where files are named. Arguments such as `target_cover=2` scale the central
//! values of a parameter: what a change of it would do to the left-out error.
//!
//! Runs are made in blocks of points, an episode at a time, and kept in `target/prices` under a hash of this program, so
//! that a run that was stopped goes on where it was and nothing of another build is mixed in.
#![allow(clippy::print_stdout, clippy::print_stderr)] // a program that prints

use monazite::balance::balance;
use monazite::simulate::Work;
use monazite_io::backtest::posterior::{PRIOR, Point, Runs, design, effective, left_out, run, weights};
use monazite_io::backtest::score::{HORIZONS, Line, Score};
use monazite_io::backtest::term::{Term, crossed};
use monazite_io::backtest::{Case, draws, page, rule};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Points of a block.
const BLOCK: usize = 64;

fn main() -> Result<(), Failure> {
    let (scales, named): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.contains('='));
    let points: usize = named.first().map_or(Ok(256), |n| n.parse())?;
    let scales = scales.iter().map(|scale| {
        let (word, factor) = scale.split_once('=').unwrap_or_default();
        Ok((word.to_owned(), factor.parse()?))
    });
    let scales: Vec<(String, f64)> = scales.collect::<Result<_, Failure>>()?;
    let system = monazite_io::baseline().map_err(|e| format!("{e:?}"))?.system;
    let mut cases: Vec<Case> = Vec::new();
    for case in monazite_io::backtest::cases(&system, &balance(&system)?)? {
        match case {
            Ok(case) => cases.push(case),
            Err(reason) => println!("left out: {reason}"),
        }
    }
    let design = design(points);
    let runs = runs(&cases, &design, &scales)?;
    let bare = left_out(&runs);
    let counts: Vec<bool> =
        cases.iter().flat_map(|case| case.episode.observations.iter().map(|o| o.role.counts())).collect();
    let counted: Vec<_> =
        bare.iter().zip(&counts).filter(|(l, c)| **c && l.within()).map(|(l, _)| l).collect();
    println!("what else moves prices: {:?}", Term::of(&counted));
    let all = crossed(&bare, &counts);
    println!("episode form in market months withheld | observed | central | left out 5 % 50 % 95 % | use");
    let (mut lines, mut lost, mut at) = (Vec::new(), Vec::new(), 0);
    for case in &cases {
        let mut work = Work::of(&case.model);
        let central = case.ratios(&case.model.inputs().central(), &mut work);
        for (i, observation) in case.episode.observations.iter().enumerate() {
            print(case, i, central[i], &all[at]);
            if observation.role.counts() && all[at].within() {
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
    if let Some(file) = named.get(1) {
        std::fs::write(file, draws::table(&design, &weights))?;
    }
    if let Some(file) = named.get(2) {
        std::fs::write(file, page::page(&cases, &all, &lines, &rules))?;
    }
    Ok(())
}

/// All episodes at all points.
fn runs<'a>(cases: &'a [Case], design: &[Point], scales: &[(String, f64)]) -> Result<Vec<Runs<'a>>, Failure> {
    let program = Sha256::digest(std::fs::read(std::env::current_exe()?)?);
    let scaled: String = scales.iter().map(|(word, factor)| format!("-{word}-{factor}")).collect();
    let build: String = program.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let folder = Path::new("target/prices").join(build + &scaled);
    std::fs::create_dir_all(&folder)?;
    let blocks: Vec<(usize, usize)> = (0..cases.len())
        .flat_map(|case| (0..design.len()).step_by(BLOCK).map(move |first| (case, first)))
        .collect();
    let done = AtomicUsize::new(0);
    let made: Vec<Vec<Vec<f64>>> = blocks
        .par_iter()
        .map(|&(case, first)| {
            let points = &design[first..(first + BLOCK).min(design.len())];
            let file = folder.join(format!("{}-{first}-{}.csv", cases[case].episode.key, points.len()));
            let block = kept(&cases[case], points, scales, &file);
            eprint!("\r{} of {} blocks ", done.fetch_add(1, Ordering::Relaxed) + 1, blocks.len());
            block
        })
        .collect::<Result<_, _>>()?;
    eprintln!();
    let mut runs: Vec<Runs<'_>> = cases.iter().map(|case| Runs { case, prices: Vec::new() }).collect();
    for ((case, _), block) in blocks.into_iter().zip(made) {
        runs[case].prices.extend(block);
    }
    Ok(runs)
}

/// A block from its file, or made and put there.
fn kept(
    case: &Case,
    points: &[Point],
    scales: &[(String, f64)],
    file: &PathBuf,
) -> Result<Vec<Vec<f64>>, Failure> {
    let numbers = |line: &str| line.split(',').map(str::parse).collect::<Result<Vec<f64>, _>>();
    if let Ok(text) = std::fs::read_to_string(file) {
        return Ok(text.lines().map(numbers).collect::<Result<_, _>>()?);
    }
    let block = run(case, points, scales);
    let line = |prices: &Vec<f64>| prices.iter().map(f64::to_string).collect::<Vec<_>>().join(",");
    let text = block.iter().map(line).collect::<Vec<_>>().join("\n");
    let partial = file.with_extension("partial");
    std::fs::write(&partial, text)?;
    std::fs::rename(partial, file)?;
    Ok(block)
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

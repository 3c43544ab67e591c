//! Which unverified numbers move the headline figures, the first to be checked first:
//! `cargo run -p monazite-io --example unverified [PAGE]`; the page is written where a file is named.
//!
//! Each unverified row is put to the ends of its range, all else as it is, and balanced again. Minerals are balanced apart
//! from each other, so a row of each is moved at a time.
#![allow(clippy::print_stdout)] // a program that prints

use monazite::assess::assess;
use monazite::balance::{Ensemble, balance, ensemble};
use monazite::datum::{Datum, Quality};
use monazite::id::{MineralId, ProcessId};
use monazite::question::Question;
use monazite::system::System;
use std::collections::BTreeMap;
use std::fmt::Write as _;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Metrics of the first page of an assessment.
const HEADLINES: [&str; 3] = ["direct_import_share", "origin_share", "hidden_dependence"];
/// Draws behind the ranges.
const DRAWS: usize = 40;
/// Part of the range of a figure from which on an input matters.
const TENTH: f64 = 0.1;
/// Rows shown.
const SHOWN: usize = 20;

/// Where an unverified number stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    Production(usize),
    Trade(usize),
    Demand(usize),
    Recipe(ProcessId, usize),
}

/// An unverified number and what it moves.
#[derive(Debug)]
struct Row {
    place: Place,
    mineral: MineralId,
    what: String,
    number: String,
    /// Largest move of each figure that it moves, over the range of the figure.
    moves: BTreeMap<String, f64>,
}

fn main() -> Result<(), Failure> {
    let system = monazite_io::baseline().map_err(|e| format!("{e:?}"))?.system;
    let central = headlines(&system, &ensemble(&system, DRAWS, 1)?)?;
    let mut rows = unverified(&system);
    let mut of_mineral: BTreeMap<MineralId, Vec<usize>> = BTreeMap::new();
    rows.iter().enumerate().for_each(|(i, row)| of_mineral.entry(row.mineral).or_default().push(i));
    let rounds = of_mineral.values().map(Vec::len).max().unwrap_or(0);
    for round in 0..rounds {
        for high in [false, true] {
            let mut moved = system.clone();
            for row in of_mineral.values().filter_map(|rows| rows.get(round)) {
                set(&mut moved, rows[*row].place, high);
            }
            let balance = balance(&moved)?;
            let figures = headlines(&moved, &Ensemble { central: balance, draws: Vec::new() })?;
            for (mineral, row) in of_mineral.iter().filter_map(|(m, rows)| Some((m, *rows.get(round)?))) {
                let key = system.minerals.key(*mineral);
                for (id, figure) in central.iter().filter(|(_, f)| f.mineral == key && f.range() > 0.0) {
                    let Some(now) = figures.get(id) else { continue };
                    let size = (now.value - figure.value).abs() / figure.range();
                    let most = rows[row].moves.entry(id.clone()).or_default();
                    *most = most.max(size);
                }
            }
        }
    }
    let page = page(&central, &mut rows);
    print!("{page}");
    if let Some(file) = std::env::args().nth(1) {
        std::fs::write(file, page)?;
    }
    Ok(())
}

/// A headline figure.
#[derive(Debug)]
struct Headline {
    mineral: String,
    value: f64,
    low: f64,
    high: f64,
    quality: Quality,
}

impl Headline {
    /// Width of the range; that of a hundredth at least, below which nobody reads a share.
    fn range(&self) -> f64 {
        (self.high - self.low).max(0.01)
    }
}

/// Headline figures of the G7 and partners on China, by id.
fn headlines(system: &System, ensemble: &Ensemble) -> Result<BTreeMap<String, Headline>, Failure> {
    let question = Question { for_: "g7-plus".to_owned(), from: "CHN".to_owned() };
    let figures = assess(system, ensemble, &question)?.figures.into_iter();
    let whole = figures.filter(|f| {
        HEADLINES.contains(&f.metric.as_str())
            && f.end_use.is_empty()
            && (f.country.is_empty() || f.country == "CHN")
    });
    Ok(whole
        .map(|f| {
            let id = f.id();
            let headline =
                Headline { mineral: f.mineral, value: f.value, low: f.low, high: f.high, quality: f.quality };
            (id, headline)
        })
        .collect())
}

/// All unverified rows of what the balance is made from.
fn unverified(system: &System) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut push = |place, form, what: String, number: String| {
        let mineral = system.forms[form].mineral;
        rows.push(Row { place, mineral, what, number, moves: BTreeMap::new() });
    };
    let country = |c| system.countries.key(c);
    for (i, p) in system.production.iter().enumerate().filter(|(_, p)| is(&p.datum)) {
        let form = p.forms[0];
        let what = format!("output of {} in {}", system.forms.key(form), country(p.country));
        push(Place::Production(i), form, what, tonnes(&p.datum));
    }
    for (i, f) in system.flows.iter().enumerate().filter(|(_, f)| is(&f.datum)) {
        let (from, to) = (country(f.exporter), country(f.importer));
        let what = format!("trade in {} from {from} to {to}", system.forms.key(f.form));
        push(Place::Trade(i), f.form, what, tonnes(&f.datum));
    }
    for (i, d) in system.demand.iter().enumerate().filter(|(_, d)| is(&d.datum)) {
        let what = format!("use of {} in {}", system.forms.key(d.form), country(d.country));
        push(Place::Demand(i), d.form, what, tonnes(&d.datum));
    }
    for (p, process) in system.processes.iter() {
        for (t, term) in process.recipe.iter().enumerate().filter(|(_, t)| is(&t.coefficient)) {
            let what = format!("{} in the recipe of {}", system.forms.key(term.form), process.name);
            let [low, value, high] =
                [term.coefficient.low, term.coefficient.value, term.coefficient.high].map(|v| v.get());
            push(Place::Recipe(p, t), term.form, what, format!("{value:.3} ({low:.3} to {high:.3}) t/t"));
        }
    }
    rows
}

fn is<Q>(datum: &Datum<Q>) -> bool {
    datum.provenance.quality == Quality::Unverified
}

fn tonnes<Q: Copy + Into<f64>>(datum: &Datum<Q>) -> String {
    let [low, value, high] = [datum.low, datum.value, datum.high].map(|v| v.into().round());
    format!("{value} ({low} to {high}) t")
}

/// Puts a number to an end of its range.
fn set(system: &mut System, place: Place, high: bool) {
    fn end<Q: Copy>(datum: &mut Datum<Q>, high: bool) {
        datum.value = if high { datum.high } else { datum.low };
    }
    match place {
        Place::Production(i) => end(&mut system.production[i].datum, high),
        Place::Trade(i) => end(&mut system.flows[i].datum, high),
        Place::Demand(i) => end(&mut system.demand[i].datum, high),
        Place::Recipe(p, t) => {
            end(&mut system.processes[p].recipe[t].coefficient, high);
        }
    }
}

fn page(central: &BTreeMap<String, Headline>, rows: &mut [Row]) -> String {
    let matters = |row: &Row| row.moves.values().filter(|m| **m > TENTH).count();
    rows.sort_by(|a, b| {
        let most = |row: &Row| row.moves.values().copied().fold(0.0, f64::max);
        matters(b).cmp(&matters(a)).then(most(b).total_cmp(&most(a))).then(a.what.cmp(&b.what))
    });
    let resting = central
        .keys()
        .filter(|id| rows.iter().any(|row| row.moves.get(*id).is_some_and(|m| *m > TENTH)))
        .count();
    let carrying = central.values().filter(|f| f.quality == Quality::Unverified).count();
    let mut page = format!(
        "# What to check first\n\n\
         Unverified numbers of the baseline (recalled, or without a table that could be read) by what they do to the headline figures of the G7 and partners on China: direct share of imports, share by origin, hidden dependence, by form.\n\
         Each is put to the ends of its range, all else as it is, and the balance is made again.\n\
         A figure is *moved* if that changes it by more than a tenth of its own range (5 to 95 % of {DRAWS} draws, a hundredth at least).\n\
         `cargo run -p monazite-io --example unverified docs/unverified.md` writes this page; output, trade, use and recipes are looked at, behaviour and prices are not, as no share rests on them.\n\n\
         Of {} headline figures {carrying} have an unverified number among the inputs that matter, and {resting} ({:.0} %) are moved by one.\n\
         Of {} unverified numbers {} move any.\n\n\
         | number | value and range | headline figures moved | largest move, in ranges |\n|---|---|---|---|\n",
        central.len(),
        100.0 * resting as f64 / central.len().max(1) as f64,
        rows.len(),
        rows.iter().filter(|row| matters(row) > 0).count()
    );
    for row in rows.iter().take(SHOWN) {
        let most = row.moves.values().copied().fold(0.0, f64::max);
        let _ = writeln!(page, "| {} | {} | {} | {most:.2} |", row.what, row.number, matters(row));
    }
    page
}

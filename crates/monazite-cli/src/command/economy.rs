//! `monazite economy`: accounts of an input-output table, ARIO runs, and the one-year estimate.

use crate::args::Args;
use crate::failure::{Failure, tell};
use crate::output::{emit, to_stdout};
use crate::session::{dataset, with_progress};
use clap::{Args as ClapArgs, Subcommand};
use monazite::balance::balance;
use monazite::economy::coupling::{self, Draws, LossFigure};
use monazite::economy::{Mrio, ario, one_year as estimate};
use monazite::question::Question;
use monazite::simulate::{Model, Outcome};
use monazite::system::System;
use monazite_io::mrio::{self, Format, from_model};
use monazite_io::results::accounts::{AccountsOf, totals, write_trajectory};
use monazite_io::results::losses;
use monazite_io::{Diagnostic, Diagnostics, economy_case};
use std::path::{Path, PathBuf};

/// What to compute.
#[derive(Debug, ClapArgs)]
pub(crate) struct EconomyArgs {
    #[command(subcommand)]
    what: What,
}

/// A computation on an input-output table.
#[derive(Debug, Subcommand)]
enum What {
    /// Output, coefficients, inverses, multipliers, footprints and trade of a table
    Accounts {
        /// The table: a folder with Z.csv, Y.csv and, if there are any, x.csv, F.csv, F_Y.csv
        path: PathBuf,
        /// Format of the table
        #[arg(long, value_name = "FORMAT", default_value = "plain", value_parser = format)]
        table: Format,
        /// Write A, L, B and G of a table of more than 1,000 industries, too
        #[arg(long)]
        square: bool,
    },
    /// What a year without the supplier costs: market outside it, then the industries of those who ask
    OneYear {
        /// Only this mineral
        #[arg(long, value_name = "KEY")]
        mineral: Option<String>,
        #[command(flatten)]
        table: TableArg,
    },
    /// Run an ARIO case: table, parameters and events
    Ario {
        /// The case, a TOML file
        case: PathBuf,
    },
}

/// The input-output table of an analysis.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct TableArg {
    /// Input-output table to use instead of the embedded one: WIOD, OECD ICIO, EXIOBASE 3, or a folder with Z.csv and Y.csv
    #[arg(long = "economy-table", value_name = "PATH")]
    path: Option<PathBuf>,
}

impl TableArg {
    /// Reads the table.
    pub(crate) fn read(&self, system: &System) -> Result<Mrio, Failure> {
        let import = match &self.path {
            Some(path) => with_progress("reading the table", || mrio::read_own(path, system))?,
            None => mrio::embedded()?.0,
        };
        if self.path.is_some() {
            warn(&import.warnings);
        }
        Ok(import.table)
    }

    /// The flag as it can be repeated elsewhere.
    pub(crate) fn words(&self) -> Vec<String> {
        self.path.as_ref().map_or_else(Vec::new, |_| vec!["--economy-table".into(), "PATH".into()])
    }
}

fn format(word: &str) -> Result<Format, String> {
    let words: Vec<&str> = Format::ALL.iter().map(|f| f.word()).collect();
    Format::from_word(word).ok_or_else(|| format!("allowed: {}", words.join(", ")))
}

impl EconomyArgs {
    /// The subcommand as it can be repeated elsewhere, without places on this machine.
    pub(crate) fn words(&self) -> Vec<String> {
        if let What::OneYear { mineral, table } = &self.what {
            let mut words = vec!["economy".to_owned(), "one-year".to_owned()];
            words.extend(mineral.iter().flat_map(|m| ["--mineral".to_owned(), m.clone()]));
            words.extend(table.words());
            return words;
        }
        let words = match &self.what {
            What::Accounts { table, square, .. } => {
                let square = if *square { " --square" } else { "" };
                format!("economy accounts DIR --table {}{square}", table.word())
            }
            What::Ario { .. } | What::OneYear { .. } => "economy ario CASE".to_owned(),
        };
        words.split(' ').map(str::to_owned).collect()
    }
}

/// Runs the computation.
pub(crate) fn run(args: &Args, economy: &EconomyArgs) -> Result<(), Failure> {
    let out = args.common.out.as_deref();
    match &economy.what {
        What::Accounts { path, table, square } => accounts(args, path, *table, *square, out),
        What::OneYear { mineral, table } => one_year(args, mineral.as_deref(), table),
        What::Ario { case } => run_case(args, case, out),
    }
}

fn one_year(args: &Args, mineral: Option<&str>, table: &TableArg) -> Result<(), Failure> {
    let dataset = dataset(&args.common)?;
    let system = &dataset.system;
    let question = Question { for_: args.common.for_.clone(), from: args.common.from.clone() };
    let chosen = match mineral {
        Some(key) => vec![super::keys::mineral(system, key)?],
        None => system.minerals.ids().collect(),
    };
    let table = table.read(system)?;
    let balance = with_progress("balancing", || balance(system))?;
    let mut estimates = Vec::new();
    for mineral in chosen {
        let draws = Draws { count: ESTIMATES, seed: args.common.seed };
        estimates.extend(estimate::one_year(system, &balance, &table, &question, mineral, draws)?);
    }
    let sheet = losses::one_year(system, &question.for_, &question.from, &estimates);
    emit(args, Some(&dataset), &[("one_year", &sheet)])
}

/// Draws behind the ranges of a one-year estimate.
const ESTIMATES: u64 = 200;

/// Draws behind the ranges of losses.
const LOSSES: u64 = 60;

/// What the outcome of a scenario costs those who ask, with ranges.
pub(crate) fn cost(
    args: &Args,
    system: &System,
    table: &TableArg,
    run: (&Model, &Outcome),
) -> Result<Vec<LossFigure>, Failure> {
    let table = table.read(system)?;
    let draws = Draws { count: LOSSES, seed: args.common.seed };
    with_progress("losses", || coupling::cost(system, &table, run, draws, &args.common.for_))
        .map_err(|errors| failure("economy", &errors))
}

/// Problems of the model as those of a file.
fn failure(file: &str, errors: &[monazite::Error]) -> Failure {
    let mut problems = Diagnostics::default();
    errors.iter().for_each(|e| problems.push(from_model(file, e)));
    problems.into()
}

fn accounts(
    args: &Args,
    path: &Path,
    format: Format,
    square: bool,
    out: Option<&Path>,
) -> Result<(), Failure> {
    let import = with_progress("reading", || format.read(path))?.completed()?;
    warn(&import.warnings);
    let of = with_progress("accounts", || AccountsOf::new(&import.table, import.extensions.as_ref()))?;
    match out {
        None => to_stdout(args, &of.by_region()),
        Some(folder) => written(folder, of.write(folder, square)),
    }
}

fn run_case(args: &Args, path: &Path, out: Option<&Path>) -> Result<(), Failure> {
    let case = with_progress("reading", || economy_case::read(path))?;
    warn(&case.warnings);
    let run = with_progress("running", || {
        ario::run(&case.ario, &case.table, &case.events, case.steps, &case.record)
    })
    .map_err(|errors| failure(&case.name, &errors))?;
    match out {
        None => to_stdout(args, &totals(&run)),
        Some(folder) => written(folder, write_trajectory(folder, &run)),
    }
}

fn written(folder: &Path, result: std::io::Result<()>) -> Result<(), Failure> {
    result.map_err(|error| Failure::Io(format!("{} cannot be written", folder.display()), error))?;
    tell(&format!("wrote {}", folder.display()));
    Ok(())
}

/// How many warnings are shown one by one.
const SHOWN: usize = 20;

fn warn(warnings: &Diagnostics) {
    let all: Vec<&Diagnostic> = warnings.iter().collect();
    for warning in all.iter().take(SHOWN) {
        tell(&warning.to_string());
    }
    if all.len() > SHOWN {
        tell(&format!("and {} more warnings", all.len() - SHOWN));
    }
}

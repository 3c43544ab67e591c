//! What most commands need first: the dataset, its balance, the assessment; with progress on standard error.

use crate::args::{Args, Common};
use crate::failure::{Failure, tell};
use indicatif::{ProgressBar, ProgressStyle};
use monazite::assess::{Assessment, assess};
use monazite::balance::Ensemble;
use monazite::question::Question;
use monazite_io::results::Metadata;
use monazite_io::{Dataset, baseline, read};
use std::time::Duration;

/// Reads the dataset that the arguments name and reports its warnings.
pub(crate) fn dataset(common: &Common) -> Result<Dataset, Failure> {
    let dataset = match &common.data {
        Some(folder) => read(folder)?,
        None => baseline()?,
    };
    if dataset.warnings.warnings() > 0 {
        tell(&format!("{}: {}; `monazite check` lists them", dataset.name, dataset.warnings.summary()));
    }
    Ok(dataset)
}

/// A dataset with its balances and the answer to the question of the arguments.
pub(crate) struct Session {
    pub(crate) dataset: Dataset,
    pub(crate) ensemble: Ensemble,
    pub(crate) assessment: Assessment,
}

/// Reads, balances and assesses. Who asks about whom is checked before the long work.
pub(crate) fn session(args: &Args) -> Result<Session, Failure> {
    let Common { for_, from, draws, seed, .. } = &args.common;
    let dataset = dataset(&args.common)?;
    for party in [for_, from] {
        dataset.system.members(party)?;
    }
    let system = &dataset.system;
    let ensemble =
        with_progress("balancing", || monazite::balance::ensemble(system, *draws as usize, *seed))?;
    let question = Question { for_: for_.clone(), from: from.clone() };
    let assessment = with_progress("assessing", || assess(system, &ensemble, &question))?;
    Ok(Session { dataset, ensemble, assessment })
}

/// What goes into `metadata.toml`.
pub(crate) fn metadata(args: &Args, dataset: Option<&Dataset>) -> Metadata {
    Metadata {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: args.words(),
        dataset: dataset.map_or_else(String::new, |d| format!("{} {}", d.name, d.version)),
        checksum: dataset.map_or_else(String::new, |d| d.checksum.clone()),
        draws: args.common.draws,
        seed: args.common.seed,
    }
}

/// Does long work behind a spinner, which shows only on a terminal.
pub(crate) fn with_progress<T>(message: &'static str, work: impl FnOnce() -> T) -> T {
    let spinner = ProgressBar::new_spinner().with_message(message);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        spinner.set_style(style);
    }
    spinner.enable_steady_tick(Duration::from_millis(120));
    let result = work();
    spinner.finish_and_clear();
    result
}

/// A bar of how much of the work is done, which shows only on a terminal.
pub(crate) fn progress(count: usize, message: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(count as u64).with_message(message);
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg} ({elapsed}, {eta} left)") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_secs(1));
    bar
}

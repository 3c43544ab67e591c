//! What a command has at hand: the common options, a study, and a watch that shows progress and hears Ctrl-C.

use crate::common::Common;
use crate::failure::{CANCELLED, Failure, tell};
use crate::flags::{self, Fixed};
use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};
use monazite_study::{Answer, Error, Request, Study, Watch};
use std::time::Duration;

/// What a command has at hand.
pub(crate) struct Surface {
    pub(crate) common: Common,
    watch: Watch,
    bar: ProgressBar,
}

impl Surface {
    /// The first Ctrl-C cancels the work; the second ends the program at once.
    pub(crate) fn new(common: Common) -> Self {
        let bar = ProgressBar::new_spinner();
        let shown = bar.clone();
        let watch = Watch::telling(move |progress| {
            if progress.of != shown.length().unwrap_or(0) {
                shown.set_style(style(progress.of > 0));
                shown.set_length(progress.of);
            }
            shown.set_message(progress.message);
            shown.set_position(progress.done);
        });
        let cancelled = watch.clone();
        let handled = ctrlc::set_handler(move || {
            if cancelled.is_cancelled() {
                std::process::exit(i32::from(CANCELLED));
            }
            cancelled.cancel();
        });
        if let Err(error) = handled {
            tell(&format!("Ctrl-C will end the program without keeping anything: {error}"));
        }
        Self { common, watch, bar }
    }

    /// A study of the dataset that the options name; its warnings are told. Its runs go on in the result folder.
    pub(crate) fn study(&self) -> Result<Study, Failure> {
        let study = match &self.common.data {
            Some(folder) => Study::open(folder)?,
            None => Study::baseline()?,
        };
        let dataset = study.dataset();
        if dataset.warnings.warnings() > 0 {
            let summary = dataset.warnings.summary();
            tell(&format!("{}: {summary}; `monazite check` lists them", dataset.name));
        }
        Ok(match &self.common.out {
            Some(folder) => study.resuming_in(folder),
            None => study,
        })
    }

    /// The request that was typed.
    pub(crate) fn request<R: Request>(&self, matches: &ArgMatches, fixed: Fixed<'_>) -> Result<R, Failure> {
        flags::request(matches, &self.common, fixed)
    }

    /// Does work behind a spinner, which shows only on a terminal.
    pub(crate) fn watched<T>(&self, work: impl FnOnce(&Watch) -> Result<T, Error>) -> Result<T, Failure> {
        self.bar.set_style(style(false));
        self.bar.enable_steady_tick(Duration::from_millis(120));
        let done = work(&self.watch);
        self.bar.finish_and_clear();
        Ok(done?)
    }

    /// Waits for an answer behind a spinner, which shows only on a terminal; tells its notes.
    pub(crate) fn ask<T>(
        &self,
        work: impl FnOnce(&Watch) -> Result<Answer<T>, Error>,
    ) -> Result<Answer<T>, Failure> {
        let answer = self.watched(work)?;
        answer.notes.iter().for_each(|note| tell(note));
        Ok(answer)
    }
}

/// A bar where the number of steps is known, else a spinner.
fn style(known: bool) -> ProgressStyle {
    let template = if known {
        "{bar:24} {pos}/{len} {msg} ({elapsed}, {eta} left)"
    } else {
        "{spinner} {msg} ({elapsed})"
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

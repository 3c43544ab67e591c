//! A study: a dataset with what is worth keeping between requests.

use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use monazite::Watch;
use monazite::balance::{Balance, Ensemble, Settings, balance_with, drawn};
use monazite::system::System;
use monazite_io::Dataset;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// A dataset that is asked questions. Clones share what was computed; any thread may ask.
#[derive(Debug, Clone)]
pub struct Study {
    shared: Arc<Shared>,
    /// Folder in which a run keeps what it has solved.
    folder: Option<Arc<Path>>,
}

#[derive(Debug)]
struct Shared {
    dataset: Dataset,
    /// Whether it is the one that is embedded in the build.
    embedded: bool,
    balance: OnceLock<Arc<Balance>>,
    /// The latest ensembles, the newest last.
    ensembles: Mutex<Vec<Drawn>>,
}

/// An ensemble by draws and seed.
type Drawn = ((u32, u64), Arc<Ensemble>);

/// Ensembles that are kept: a page asks for one or two again and again.
const KEPT: usize = 4;

impl Study {
    /// A study of a dataset.
    #[must_use]
    pub fn of(dataset: Dataset) -> Self {
        Self::new(dataset, false)
    }

    fn new(dataset: Dataset, embedded: bool) -> Self {
        let shared = Shared { dataset, embedded, balance: OnceLock::new(), ensembles: Mutex::default() };
        Self { shared: Arc::new(shared), folder: None }
    }

    /// A study of the dataset that is embedded in the build.
    ///
    /// # Errors
    /// [`Error::Data`]; none in a released build.
    pub fn baseline() -> Result<Self, Error> {
        Ok(Self::new(monazite_io::baseline()?, true))
    }

    /// A study of the dataset in a folder.
    ///
    /// # Errors
    /// [`Error::Data`] with all problems of its files.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Ok(Self::of(monazite_io::read(folder)?))
    }

    /// The same study, whose long runs write down in a folder what they have solved, and go on from it when they are
    /// asked the same again.
    #[must_use]
    pub fn resuming_in(&self, folder: &Path) -> Self {
        Self { shared: Arc::clone(&self.shared), folder: Some(folder.into()) }
    }

    /// Where runs write down what they have solved.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The record of a request to it.
    pub(crate) fn record<R: Request>(&self, request: &R) -> Result<Record, Error> {
        let mut record = Record::of(request, Some(self.dataset()))?;
        if !self.shared.embedded {
            record.command.extend(["--data", "DIR"].map(str::to_owned));
        }
        Ok(record)
    }

    /// The dataset.
    #[must_use]
    pub fn dataset(&self) -> &Dataset {
        &self.shared.dataset
    }

    /// The network of the dataset.
    #[must_use]
    pub fn system(&self) -> &System {
        &self.shared.dataset.system
    }

    /// The reconciled network, computed once.
    ///
    /// # Errors
    /// [`Error::Model`] if a mineral has no balance; [`Error::Cancelled`].
    pub fn reconciled(&self, watch: &Watch) -> Result<Arc<Balance>, Error> {
        // Not computed under a lock: who waits for another's work could not be cancelled.
        if let Some(balance) = self.shared.balance.get() {
            return Ok(Arc::clone(balance));
        }
        watch.tell("balancing", 0, 0);
        let balance = Arc::new(balance_with(self.system(), &Settings::default(), watch)?);
        Ok(Arc::clone(self.shared.balance.get_or_init(|| balance)))
    }

    /// The reconciled network with draws of it, kept for the next who asks for as many from the same seed.
    ///
    /// # Errors
    /// As [`Study::reconciled`].
    pub fn ensemble(&self, draws: u32, seed: u64, watch: &Watch) -> Result<Arc<Ensemble>, Error> {
        if let Some((_, ensemble)) = self.kept().iter().find(|(key, _)| *key == (draws, seed)) {
            return Ok(Arc::clone(ensemble));
        }
        let drawn = self.drawn(0..u64::from(draws), seed, watch)?;
        self.keep(draws, seed, drawn, watch)
    }

    /// Draws of some numbers.
    pub(crate) fn drawn(&self, draws: Range<u64>, seed: u64, watch: &Watch) -> Result<Vec<Balance>, Error> {
        let central = self.reconciled(watch)?;
        let at = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        Ok(drawn(self.system(), &central, at(draws.start)..at(draws.end), seed, watch)?)
    }

    /// Keeps all draws of a number and seed.
    pub(crate) fn keep(
        &self,
        draws: u32,
        seed: u64,
        drawn: Vec<Balance>,
        watch: &Watch,
    ) -> Result<Arc<Ensemble>, Error> {
        if drawn.len() != draws as usize {
            return Err(Error::request("block", "a block holds other draws than were asked for"));
        }
        let central = (*self.reconciled(watch)?).clone();
        let ensemble = Arc::new(Ensemble { central, draws: drawn });
        let mut kept = self.kept();
        kept.retain(|(key, _)| *key != (draws, seed));
        kept.push(((draws, seed), Arc::clone(&ensemble)));
        if kept.len() > KEPT {
            kept.remove(0);
        }
        Ok(ensemble)
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Drawn>> {
        self.shared.ensembles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

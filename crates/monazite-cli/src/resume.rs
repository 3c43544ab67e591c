//! Runs that go on where an earlier one was broken off.

use crate::failure::{Failure, tell};
use crate::output::unwritten;
use monazite_io::results::partial::Partial;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// Where a run writes down what it has solved: nowhere without a result folder.
pub(crate) struct Resume {
    file: Option<(Partial, PathBuf)>,
}

impl Resume {
    /// Opens the file of what is solved already, and gives what an earlier run of the same question left.
    pub(crate) fn open<T>(place: Option<&Path>, question: &str) -> Result<(Self, Vec<T>), Failure>
    where
        T: Serialize + DeserializeOwned,
    {
        let Some(place) = place else { return Ok((Self { file: None }, Vec::new())) };
        let (file, known) = Partial::open(place, question).map_err(|error| unwritten(place, error))?;
        Ok((Self { file: Some((file, place.to_owned())) }, known))
    }

    /// Writes a part down. One that cannot be written down is solved again by the next run; this one goes on.
    pub(crate) fn add(&self, part: &impl Serialize) {
        if let Some((file, place)) = &self.file
            && let Err(error) = file.add(part)
        {
            tell(&format!("{} cannot be written: {error}", place.display()));
        }
    }
}

/// Takes the file away once the result is complete.
pub(crate) fn forget(place: Option<&Path>) -> Result<(), Failure> {
    place.map_or(Ok(()), |place| std::fs::remove_file(place).map_err(|error| unwritten(place, error)))
}

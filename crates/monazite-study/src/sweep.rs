//! Blocks: parts of long work that are computed apart, anywhere, and merge to the bytes of the work in one piece.
//!
//! A block is a pure function of the request and its number. Blocks carry what they belong to, so that those of another
//! request, dataset or build are refused. They merge in any order: what they hold are counts, whole numbers and lists
//! that know their place.

use crate::answer::Answer;
use crate::error::Error;
use crate::record::Record;
use crate::request::Request;
use crate::resume::Identity;
use crate::study::Study;
use monazite::Watch;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A request whose long work falls into steps that know nothing of each other: draws, clubs.
pub trait Sweep: Request {
    /// What some steps give.
    type Part: Serialize + DeserializeOwned;
    /// The result of all.
    type Result;

    /// How many steps there are.
    ///
    /// # Errors
    /// What the request lacks.
    fn steps(&self, study: &Study, watch: &Watch) -> Result<u64, Error>;

    /// Does some steps.
    ///
    /// # Errors
    /// As the verb.
    fn part(&self, study: &Study, steps: Range<u64>, watch: &Watch) -> Result<Self::Part, Error>;

    /// The answer from the parts of all steps, in order.
    ///
    /// # Errors
    /// As the verb.
    fn merged(
        &self,
        study: &Study,
        parts: Vec<Self::Part>,
        watch: &Watch,
    ) -> Result<Answer<Self::Result>, Error>;
}

/// One of some blocks of a request, computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block<P> {
    /// What it belongs to, and the request that merges it.
    record: Record,
    /// Its number, from 0.
    number: u32,
    /// How many blocks there are.
    of: u32,
    /// What its steps gave.
    part: P,
}

impl<P> Block<P> {
    /// What it belongs to.
    #[must_use]
    pub const fn record(&self) -> &Record {
        &self.record
    }
}

impl Study {
    /// Computes one of `of` blocks of a request.
    ///
    /// # Errors
    /// [`Error::Request`] for a number that there is not; else as the verb.
    pub fn block<R: Sweep>(
        &self,
        request: &R,
        number: u32,
        of: u32,
        watch: &Watch,
    ) -> Result<Block<R::Part>, Error> {
        if number >= of {
            let message =
                format!("block {number} of {of}; blocks are numbered from 0 to one less than there are");
            return Err(Error::request("block", message));
        }
        let record = self.record(request)?;
        let steps = request.steps(self, watch)?;
        let border = |number: u32| {
            u64::try_from(u128::from(steps) * u128::from(number) / u128::from(of)).unwrap_or(steps)
        };
        let part = request.part(self, border(number)..border(number + 1), watch)?;
        Ok(Block { record, number, of, part })
    }

    /// Merges all blocks of a request, in any order, to the answer of the request in one piece.
    ///
    /// # Errors
    /// [`Error::Request`] for a block that is missing, twice there, or of another request or dataset;
    /// [`Error::OtherBuild`] for one of another build; else as the verb.
    pub fn merge<R: Sweep>(
        &self,
        request: &R,
        mut blocks: Vec<Block<R::Part>>,
        watch: &Watch,
    ) -> Result<Answer<R::Result>, Error> {
        let ours = Identity::of(&self.record(request)?);
        blocks.sort_by_key(|block| block.number);
        let of = blocks.first().map_or(1, |block| block.of);
        for block in &blocks {
            let shown = format!("block {} of {}", block.number, block.of);
            let theirs = Identity::of(&block.record);
            if !ours.asks_as(&theirs) {
                let message =
                    format!("{shown} is of another request or dataset; compute it again for this one");
                return Err(Error::request("block", message));
            }
            ours.check_build(&theirs, &shown)?;
        }
        let numbers: Vec<u32> = blocks.iter().map(|block| block.number).collect();
        if numbers.iter().copied().ne(0..of) || blocks.iter().any(|block| block.of != of) {
            let message = format!("blocks {numbers:?} are not each of 0 to {} once", of.saturating_sub(1));
            return Err(Error::request("block", message));
        }
        request.merged(self, blocks.into_iter().map(|block| block.part).collect(), watch)
    }
}

//! Draws: the same scenario with every uncertain number drawn, again and again.
//!
//! A draw has a random stream of its own, made from the seed and its number, so draw 7 is draw 7 of any number of draws,
//! at any number of threads.

use super::model::Model;
use super::outcome::Outcome;
use super::record::Work;
use crate::error::Error;
use crate::random::{stream, uniform};
use crate::watch::Watch;
use rayon::prelude::*;

impl Model {
    /// The probabilities at which a draw takes its inputs, and their values, in the order of [`Model::inputs`].
    #[must_use]
    pub fn drawn(&self, seed: u64, draw: u64) -> (Vec<f64>, Vec<f64>) {
        let mut stream = stream(seed, &[draw]);
        let mut probabilities: Vec<f64> = (0..self.inputs.len()).map(|_| uniform(&mut stream)).collect();
        self.inputs.tie(&mut probabilities);
        let values = self.inputs.at(&probabilities);
        (probabilities, values)
    }

    /// What is read off the outcome of each draw, in their order.
    ///
    /// # Errors
    /// [`Error::Cancelled`] by the watch.
    pub fn of_draws<T: Send>(
        &self,
        (draws, seed): (u64, u64),
        watch: &Watch,
        read: impl Fn(&Outcome) -> T + Sync,
    ) -> Result<Vec<T>, Error> {
        (0..draws)
            .into_par_iter()
            .map_init(
                || Work::of(self),
                |work, draw| {
                    let (_, values) = self.drawn(seed, draw);
                    Ok(read(self.outcome_in_watched(&values, work, watch)?))
                },
            )
            .collect()
    }
}

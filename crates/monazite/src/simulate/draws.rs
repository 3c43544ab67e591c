//! Draws: the same scenario with every uncertain number drawn, again and again.
//!
//! A draw has a random stream of its own, made from the seed and its number, so draw 7 is draw 7 of any number of draws,
//! at any number of threads.

use super::model::Model;
use crate::random::{stream, uniform};

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
}

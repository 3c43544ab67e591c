//! Ranges by draws: the scenario and what ties industries to it drawn together, again and again.
//!
//! A draw takes the outcome of one draw of the scenario and one value of each exposed share, link and criticality.
//! What stops by it among those who ask is summed, without spreading, for each answer; the draws at 5 and 95 % of
//! these sums are the ends of the answer, and the models of spreading run on them.

use super::answer::{Answer, Level};
use super::case::Case;
use super::limit::stopped;
use crate::economy::table::Mrio;
use crate::error::Error;
use crate::estimate::{ENDS, Estimate, place};
use crate::random::{stream, uniform};
use crate::watch::Watch;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How often to draw, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many draws; none leaves every range a point.
    pub count: u64,
    /// Seed: the same seed gives the same draws.
    pub seed: u64,
}

/// The central case, and for each answer the cases at the ends of its range.
#[derive(Debug, Clone)]
pub struct Cases {
    central: Case,
    ends: BTreeMap<(Answer, Level), Case>,
    /// Value added of a period by industry, of those who ask; `None` where all do.
    asked: Option<Vec<f64>>,
}

impl Cases {
    /// A case without range.
    #[must_use]
    pub const fn exact(central: Case) -> Self {
        Self { central, ends: BTreeMap::new(), asked: None }
    }

    /// Cases of draws, ranked for each answer by the value that stops: `worth` is value added of a period by industry,
    /// of those who ask.
    ///
    /// # Errors
    /// What a draw reports; [`Error::Cancelled`] by the watch.
    pub(super) fn drawn(
        central: Case,
        table: &Mrio,
        x: &[f64],
        worth: &[f64],
        draws: Draws,
        watch: &Watch,
        of: impl Fn(u64) -> Result<Case, Vec<Error>> + Sync,
    ) -> Result<Self, Vec<Error>> {
        let at = |draw| Ok::<_, Vec<Error>>(of(draw)?.drawn(draws.seed, draw));
        let sums: Vec<Vec<f64>> = (0..draws.count)
            .into_par_iter()
            .map(|draw| {
                let case = at(draw)?;
                let lost = |answer: Answer| -> Result<f64, Vec<Error>> {
                    watch.go_on().map_err(|cancelled| vec![cancelled.into()])?;
                    let shares = stopped(table, &case, x, worth, answer);
                    Ok(shares.iter().enumerate().map(|(k, share)| share * worth[k % worth.len()]).sum())
                };
                Answer::ALL.into_iter().map(lost).collect()
            })
            .collect::<Result<_, Vec<Error>>>()?;
        let mut ends = BTreeMap::new();
        for (k, answer) in Answer::ALL.into_iter().enumerate() {
            let mut order: Vec<usize> = (0..sums.len()).collect();
            order.sort_by(|&a, &b| sums[a][k].total_cmp(&sums[b][k]).then(a.cmp(&b)));
            for (level, p) in [Level::Low, Level::High].into_iter().zip(ENDS) {
                if let Some(place) = place(order.len(), p) {
                    ends.insert((answer, level), at(order[place] as u64)?);
                }
            }
        }
        Ok(Self { central, ends, asked: Some(worth.to_vec()) })
    }

    /// Value added of a period by industry of those who ask, where `worth` is that of all.
    pub(super) fn asked<'a>(&'a self, worth: &'a [f64]) -> &'a [f64] {
        self.asked.as_deref().unwrap_or(worth)
    }

    /// The central case.
    #[must_use]
    pub const fn central(&self) -> &Case {
        &self.central
    }

    /// The case of an answer at a level.
    pub(super) fn at(&self, answer: Answer, level: Level) -> &Case {
        self.ends.get(&(answer, level)).unwrap_or(&self.central)
    }
}

impl Case {
    /// The case with every share drawn from its range: one value of a mineral for an end use, in all regions alike.
    fn drawn(mut self, seed: u64, draw: u64) -> Self {
        let at = |words: [u64; 3], range: Estimate| {
            let p = uniform(&mut stream(seed, &[draw, words[0], words[1], words[2]]));
            Estimate::exact(range.quantile(p))
        };
        for link in &mut self.links {
            link.share = at([0, link.end_use as u64, link.sector as u64], link.share);
        }
        for user in &mut self.users {
            let (form, mineral, end_use) = (user.form as u64, user.mineral as u64, user.end_use as u64);
            user.exposed = at([1, mineral, end_use], user.exposed);
            user.criticality = at([2, form, end_use], user.criticality);
            user.elasticity = at([3, mineral, end_use], user.elasticity);
        }
        self
    }
}

//! Ranges of all gauges over draws, and which input matters most, without keeping the draws.

use super::gauge::Key;
use super::metric::Metric;
use super::panel::Panel;
use crate::id::MineralId;
use crate::quantity::Share;
use crate::simulate::{Model, Sensitivity, Sketch, Week};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// The spread of the readings of a panel over the draws made so far. It can be stored and taken up again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    seed: u64,
    done: u64,
    varying: Vec<usize>,
    sketches: Vec<Sketch>,
    sensitivity: Sensitivity,
}

/// How much an input matters to a mineral.
#[derive(Debug, Clone, PartialEq)]
pub struct Influence {
    /// The mineral whose mean shortfall over the horizon is meant.
    pub mineral: MineralId,
    /// The input: the row of `behaviour.csv`, or the shock and what of it.
    pub input: String,
    /// Share of the variance that knowing the input would take away.
    pub share: Share,
}

/// Draws that run side by side before they are counted, in order.
const BATCH: u64 = 64;
/// Sketches that stay near the processor while the draws of a batch are counted in them.
const BLOCK: usize = 256;

impl Spread {
    /// No draw yet.
    #[must_use]
    pub fn new(model: &Model, panel: &Panel, seed: u64) -> Self {
        let varying: Vec<usize> = (0..model.inputs().len()).filter(|&i| model.inputs().varies(i)).collect();
        let sensitivity = Sensitivity::new(varying.len(), panel.minerals().count());
        Self { seed, done: 0, varying, sketches: vec![Sketch::default(); panel.len()], sensitivity }
    }

    /// Draws made so far.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Whether it was begun with the same seed on a model and panel of the same size.
    #[must_use]
    pub fn fits(&self, model: &Model, panel: &Panel, seed: u64) -> bool {
        let fresh = Self::new(model, panel, seed);
        self.seed == seed && self.varying == fresh.varying && self.sketches.len() == fresh.sketches.len()
    }

    /// Makes draws until there are `runs`, or until `go_on`, told how many there are, says no.
    pub fn advance(&mut self, model: &Model, panel: &Panel, runs: u64, go_on: &mut dyn FnMut(&Self) -> bool) {
        while self.done < runs && go_on(self) {
            let batch = self.done..runs.min(self.done + BATCH);
            let seed = self.seed;
            let draws: Vec<Draw> = (batch.clone().into_par_iter())
                .map_init(|| Week::of(model), |week, draw| Draw::of(model, panel, (seed, draw), week))
                .collect();
            self.sketches.par_chunks_mut(BLOCK).enumerate().for_each(|(block, sketches)| {
                for draw in &draws {
                    let readings = &draw.readings[block * BLOCK..];
                    sketches.iter_mut().zip(readings).for_each(|(sketch, reading)| sketch.add(*reading));
                }
            });
            for draw in &draws {
                let kept: Vec<f64> = self.varying.iter().map(|&input| draw.probabilities[input]).collect();
                self.sensitivity.add(&kept, &draw.means);
            }
            self.done = batch.end;
        }
        go_on(self);
    }

    /// A quantile of every reading, in the order of the panel.
    #[must_use]
    pub fn quantile(&self, p: Share) -> Vec<f64> {
        self.sketches.iter().map(|sketch| sketch.quantile(p.get())).collect()
    }

    /// Which inputs matter to each mineral, the most important first, by mineral; those that do not are left out.
    #[must_use]
    pub fn influences(&self, model: &Model, panel: &Panel) -> Vec<Influence> {
        let mut list = Vec::new();
        for (result, mineral) in panel.minerals().enumerate() {
            let mut of_mineral: Vec<Influence> = (self.varying.iter().enumerate())
                .filter_map(|(at, &input)| {
                    let share = self.sensitivity.index(at, result).filter(|share| *share > 0.0)?;
                    let share = Share::new(share);
                    Some(Influence { mineral, input: model.inputs().names()[input].clone(), share })
                })
                .collect();
            of_mineral
                .sort_by(|a, b| b.share.get().total_cmp(&a.share.get()).then_with(|| a.input.cmp(&b.input)));
            list.extend(of_mineral);
        }
        list
    }
}

/// What one draw gave.
struct Draw {
    probabilities: Vec<f64>,
    readings: Vec<f64>,
    means: Vec<f64>,
}

impl Draw {
    fn of(model: &Model, panel: &Panel, (seed, draw): (u64, u64), week: &mut Week) -> Self {
        let (probabilities, values) = model.drawn(seed, draw);
        let readings = panel.read_draw(model, &values, week);
        Self { probabilities, means: panel.means(&readings), readings }
    }
}

impl Panel {
    /// Minerals with a gauge of shortfall, in the order of gauges.
    pub(super) fn minerals(&self) -> impl Iterator<Item = MineralId> + '_ {
        self.gauges.iter().filter_map(|gauge| whole_mineral(&gauge.key))
    }

    /// Mean shortfall of each of those over the horizon.
    fn means(&self, readings: &[f64]) -> Vec<f64> {
        let whole = (0..self.gauges.len()).filter(|&g| whole_mineral(&self.gauges[g].key).is_some());
        whole.map(|g| readings[self.weeks(g)].iter().sum::<f64>() / self.periods.max(1) as f64).collect()
    }
}

/// The mineral of a key that is about its shortfall as a whole.
fn whole_mineral(key: &Key) -> Option<MineralId> {
    let whole = key.form.is_none() && key.country.is_none() && key.end_use.is_none();
    key.mineral.filter(|_| whole && key.metric == Metric::Shortfall)
}

//! Ranges of all gauges over draws, and which input matters most, without keeping the draws.

use super::gauge::Key;
use super::metric::Metric;
use super::panel::Panel;
use crate::estimate::Sketch;
use crate::id::MineralId;
use crate::quantity::Share;
use crate::simulate::{Model, Sensitivity, Week};
use crate::watch::{Cancelled, Watch};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The spread of the readings of a panel over some draws. It can be stored and taken up again, and those of other draws
/// of the same seed added to it, in any order to the same bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    seed: u64,
    draws: u64,
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
        Self { seed, draws: 0, varying, sketches: vec![Sketch::default(); panel.len()], sensitivity }
    }

    /// Draws made so far.
    #[must_use]
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// Whether it was begun with the same seed on a model and panel of the same size.
    #[must_use]
    pub fn fits(&self, model: &Model, panel: &Panel, seed: u64) -> bool {
        self.is_alike(&Self::new(model, panel, seed))
    }

    fn is_alike(&self, other: &Self) -> bool {
        self.seed == other.seed
            && self.varying == other.varying
            && self.sketches.len() == other.sketches.len()
    }

    /// Makes the draws of some numbers. After each batch `made` is told of what there is; draw 7 is draw 7 whichever are
    /// made with it.
    ///
    /// # Errors
    /// [`Cancelled`] by the watch; whole batches are kept.
    pub fn make(
        &mut self,
        (model, panel): (&Model, &Panel),
        draws: Range<u64>,
        watch: &Watch,
        made: &mut dyn FnMut(&Self),
    ) -> Result<(), Cancelled> {
        let mut next = draws.start;
        while next < draws.end {
            let batch = next..draws.end.min(next + BATCH);
            let seed = self.seed;
            let drawn: Vec<Draw> = (batch.clone().into_par_iter())
                .map_init(
                    || Week::of(model),
                    |week, draw| Draw::of((model, panel), (seed, draw), week, watch),
                )
                .collect::<Result<_, _>>()?;
            self.sketches.par_chunks_mut(BLOCK).enumerate().for_each(|(block, sketches)| {
                for draw in &drawn {
                    let readings = &draw.readings[block * BLOCK..];
                    sketches.iter_mut().zip(readings).for_each(|(sketch, reading)| sketch.add(*reading));
                }
            });
            for draw in &drawn {
                let kept: Vec<f64> = self.varying.iter().map(|&input| draw.probabilities[input]).collect();
                self.sensitivity.add(&kept, &draw.means);
            }
            self.draws += batch.end - batch.start;
            next = batch.end;
            watch.tell("runs", next - draws.start, draws.end - draws.start);
            made(self);
        }
        Ok(())
    }

    /// Adds the draws of another part of the same runs; gives whether it is one.
    #[must_use]
    pub fn merge(&mut self, other: &Self) -> bool {
        if !self.is_alike(other) {
            return false;
        }
        self.draws += other.draws;
        self.sketches.iter_mut().zip(&other.sketches).for_each(|(sketch, more)| sketch.merge(more));
        self.sensitivity.merge(&other.sensitivity);
        true
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
    fn of(
        (model, panel): (&Model, &Panel),
        (seed, draw): (u64, u64),
        week: &mut Week,
        watch: &Watch,
    ) -> Result<Self, Cancelled> {
        let (probabilities, values) = model.drawn(seed, draw);
        let readings = panel.read_draw(model, &values, week, watch)?;
        Ok(Self { probabilities, means: panel.means(&readings), readings })
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

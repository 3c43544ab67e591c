//! Draws: the same scenario with every uncertain number drawn, again and again.
//!
//! A draw has a random stream of its own, made from the seed and its number. Draws run side by side in batches and are
//! counted in order, so the result is the same to the last byte at any number of threads, whether run in one go or
//! interrupted, stored and taken up again.

use super::inputs::Inputs;
use super::model::Model;
use super::outcome::User;
use super::quantile::Sketch;
use super::react::price_at;
use super::sensitivity::Sensitivity;
use super::state::State;
use crate::quantity::{Days, Share};
use crate::random::{stream, uniform};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// What is followed through the draws.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Watch {
    /// Groups of users whose needs are added up: positions in [`super::Outcome::users`].
    pub groups: Vec<Vec<usize>>,
    /// Nodes whose price and stock are followed: positions in [`super::Outcome::nodes`].
    pub nodes: Vec<usize>,
    /// Activity may fall by this share before a group counts as short.
    pub tolerance: Share,
}

/// Numbers of a draw: by group and period, by node and period, and by group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Shortfall,
    BeforeRestraint,
    Price,
    Stock,
    Total,
    Survive,
    Recover,
}

/// The spread of results over the draws made so far. It can be stored and taken up again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    seed: u64,
    done: u64,
    groups: usize,
    nodes: usize,
    periods: usize,
    varying: Vec<usize>,
    sketches: Vec<Sketch>,
    sensitivity: Sensitivity,
}

/// Draws that run before their numbers are counted.
const BATCH: u64 = 64;

impl Spread {
    /// No draw yet.
    #[must_use]
    pub fn new(model: &Model, watch: &Watch, seed: u64) -> Self {
        let (groups, nodes, periods) = (watch.groups.len(), watch.nodes.len(), model.periods());
        let varying: Vec<usize> = (0..model.inputs.len()).filter(|&i| model.inputs.varies(i)).collect();
        let mut spread = Self {
            seed,
            done: 0,
            groups,
            nodes,
            periods,
            sensitivity: Sensitivity::new(varying.len(), groups),
            varying,
            sketches: Vec::new(),
        };
        spread.sketches = vec![Sketch::default(); spread.cells()];
        spread
    }

    /// Draws made so far.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Makes draws until there are `runs`, or until `go_on`, told how many there are, says no.
    pub fn advance(&mut self, model: &Model, watch: &Watch, runs: u64, go_on: &mut dyn FnMut(u64) -> bool) {
        let mut table = vec![0.0; BATCH as usize * self.cells()];
        while self.done < runs && go_on(self.done) {
            let count = BATCH.min(runs - self.done) as usize;
            let table = &mut table[..count * self.cells()];
            let (first, seed, this) = (self.done, self.seed, &*self);
            let rows = table.par_chunks_mut(self.cells()).enumerate();
            rows.for_each_init(Worker::default, |worker, (i, row)| {
                worker.draw(model, watch, this, (seed, first + i as u64), row);
            });
            self.count(model, table, first);
            self.done += count as u64;
        }
        go_on(self.done);
    }

    fn count(&mut self, model: &Model, table: &[f64], first: u64) {
        let cells = self.cells();
        self.sketches.par_iter_mut().enumerate().for_each(|(cell, sketch)| {
            table.iter().skip(cell).step_by(cells).for_each(|&value| sketch.add(value));
        });
        let totals = self.cell(Cell::Total, 0, 0);
        let mut probabilities = Vec::new();
        let mut kept = Vec::new();
        for (row, draw) in table.chunks(cells).zip(first..) {
            chances(&model.inputs, self.seed, draw, &mut probabilities);
            kept.clear();
            kept.extend(self.varying.iter().map(|&input| probabilities[input]));
            self.sensitivity.add(&kept, &row[totals..totals + self.groups]);
        }
    }

    fn cells(&self) -> usize {
        self.cell(Cell::Recover, 0, 0) + self.groups
    }

    fn cell(&self, cell: Cell, item: usize, period: usize) -> usize {
        let (by_group, by_node) = (self.groups * self.periods, self.nodes * self.periods);
        let at = item * self.periods + period;
        match cell {
            Cell::Shortfall => at,
            Cell::BeforeRestraint => by_group + at,
            Cell::Price => 2 * by_group + at,
            Cell::Stock => 2 * by_group + by_node + at,
            Cell::Total => 2 * (by_group + by_node) + item,
            Cell::Survive => 2 * (by_group + by_node) + self.groups + item,
            Cell::Recover => 2 * (by_group + by_node) + 2 * self.groups + item,
        }
    }

    /// Quantile of the physical shortfall of a group in a period, over its need.
    #[must_use]
    pub fn shortfall(&self, group: usize, period: usize, p: Share) -> Share {
        Share::new(self.sketches[self.cell(Cell::Shortfall, group, period)].quantile(p.get()))
    }

    /// The same before restraint.
    #[must_use]
    pub fn shortfall_before_restraint(&self, group: usize, period: usize, p: Share) -> Share {
        Share::new(self.sketches[self.cell(Cell::BeforeRestraint, group, period)].quantile(p.get()))
    }

    /// Quantile of the price of a node in a period, over that of the baseline.
    #[must_use]
    pub fn price(&self, node: usize, period: usize, p: Share) -> crate::quantity::Index {
        crate::quantity::Index::new(self.sketches[self.cell(Cell::Price, node, period)].quantile(p.get()))
    }

    /// Quantile of the commercial and strategic stock of a node at the end of a period.
    #[must_use]
    pub fn stock(&self, node: usize, period: usize, p: Share) -> crate::quantity::Tonnes {
        crate::quantity::Tonnes::new(self.sketches[self.cell(Cell::Stock, node, period)].quantile(p.get()))
    }

    /// Quantile of the unmet need of a group over the horizon, before restraint, over its need.
    #[must_use]
    pub fn total(&self, group: usize, p: Share) -> Share {
        Share::new(self.sketches[self.cell(Cell::Total, group, 0)].quantile(p.get()))
    }

    /// Quantile of the time until a group first falls short; the horizon where it never does.
    #[must_use]
    pub fn time_to_survive(&self, group: usize, p: Share) -> Days {
        Days::new(self.sketches[self.cell(Cell::Survive, group, 0)].quantile(p.get()))
    }

    /// Quantile of the time until a group is back for good; the horizon where it is not.
    #[must_use]
    pub fn time_to_recover(&self, group: usize, p: Share) -> Days {
        Days::new(self.sketches[self.cell(Cell::Recover, group, 0)].quantile(p.get()))
    }

    /// Which input matters most to the unmet need of a group over the horizon: share of its variance that knowing the
    /// input would take away, largest first. Inputs are positions in [`Model::inputs`].
    #[must_use]
    pub fn sensitivity(&self, group: usize) -> Vec<(usize, Share)> {
        let mut list: Vec<(usize, Share)> = (self.varying.iter().enumerate())
            .filter_map(|(i, &input)| Some((input, Share::new(self.sensitivity.index(i, group)?))))
            .collect();
        list.sort_by(|a, b| b.1.get().total_cmp(&a.1.get()).then(a.0.cmp(&b.0)));
        list
    }
}

/// The probabilities at which a draw takes its inputs.
fn chances(inputs: &Inputs, seed: u64, draw: u64, probabilities: &mut Vec<f64>) {
    let mut stream = stream(seed, &[draw]);
    probabilities.clear();
    probabilities.extend((0..inputs.len()).map(|_| uniform(&mut stream)));
}

/// Memory of one thread.
#[derive(Default)]
struct Worker {
    state: State,
    probabilities: Vec<f64>,
    values: Vec<f64>,
}

impl Worker {
    /// Runs a draw and writes its numbers into a row.
    fn draw(
        &mut self,
        model: &Model,
        watch: &Watch,
        spread: &Spread,
        (seed, draw): (u64, u64),
        row: &mut [f64],
    ) {
        chances(&model.inputs, seed, draw, &mut self.probabilities);
        model.inputs.at(&self.probabilities, &mut self.values);
        let horizon = spread.periods as f64 * model.step.get();
        row.fill(0.0);
        for group in 0..spread.groups {
            row[spread.cell(Cell::Survive, group, 0)] = horizon;
        }
        let mut needed = vec![0.0; spread.groups];
        model.run(&self.values, &mut self.state, |period, state| {
            for (group, users) in watch.groups.iter().enumerate() {
                let [need, before, after] = users.iter().fold([0.0; 3], |[need, before, after], &u| {
                    let unmet = state.need[u] - state.replaced[u] - state.got[u];
                    [need + state.need[u], before + unmet, after + (state.want[u] - state.got[u])]
                });
                let part = |mass: f64| if need > 0.0 { (mass / need).max(0.0) } else { 0.0 };
                row[spread.cell(Cell::Shortfall, group, period)] = part(after);
                row[spread.cell(Cell::BeforeRestraint, group, period)] = part(before);
                row[spread.cell(Cell::Total, group, 0)] += before;
                needed[group] += need;
                if part(after) > watch.tolerance.get() {
                    let survive = &mut row[spread.cell(Cell::Survive, group, 0)];
                    *survive = survive.min(period as f64 * model.step.get());
                    row[spread.cell(Cell::Recover, group, 0)] = (period + 1) as f64 * model.step.get();
                }
            }
            for (item, &n) in watch.nodes.iter().enumerate() {
                row[spread.cell(Cell::Price, item, period)] = libm::exp(price_at(&model.network, state, n));
                let mut stock = state.stock_of(n);
                let held = state.setting.strategic.iter().zip(&state.strategic);
                stock += held.filter(|(entry, _)| entry.0 as usize == n).map(|(_, left)| left).sum::<f64>();
                row[spread.cell(Cell::Stock, item, period)] = stock;
            }
        });
        for (group, need) in needed.into_iter().enumerate() {
            let total = &mut row[spread.cell(Cell::Total, group, 0)];
            *total = if need > 0.0 { (*total / need).max(0.0) } else { 0.0 };
        }
    }
}

impl Model {
    /// The numbers of a draw: the probabilities at which inputs are taken, and their values.
    pub(crate) fn drawn(&self, seed: u64, draw: u64) -> (Vec<f64>, Vec<f64>) {
        let (mut probabilities, mut values) = (Vec::new(), Vec::new());
        chances(&self.inputs, seed, draw, &mut probabilities);
        self.inputs.at(&probabilities, &mut values);
        (probabilities, values)
    }

    /// End uses of forms in countries, as in [`super::Outcome::users`].
    #[must_use]
    pub fn users(&self) -> &[User] {
        &self.network.users
    }

    /// Forms in countries, as in [`super::Outcome::nodes`].
    #[must_use]
    pub fn nodes(&self) -> &[super::Node] {
        &self.network.nodes
    }
}

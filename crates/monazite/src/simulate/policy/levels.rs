//! What policy leaves in a period.

use super::super::binding::Binding;
use super::super::network::Network;
use super::measure::Measure;

/// What policy leaves in a period; 1 where nothing changes.
#[derive(Debug, Clone, Default)]
pub(in crate::simulate) struct Levels {
    pub(in crate::simulate) permit: Vec<f64>,
    /// Permit times the mass of the baseline, which is all that the flows of a period read.
    pub(in crate::simulate) open: Vec<f64>,
    /// What cut a flow most.
    pub(in crate::simulate) cut_by: Vec<Binding>,
    /// Lot class bits that each flow adds.
    pub(in crate::simulate) marks: Vec<u8>,
    pub(in crate::simulate) capacity: Vec<f64>,
    pub(in crate::simulate) surge_time: Vec<f64>,
    pub(in crate::simulate) need: Vec<f64>,
    /// Tax over price, by importing node.
    pub(in crate::simulate) markup: Vec<f64>,
    /// Bits of the trade actions in force.
    pub(in crate::simulate) in_force: u64,
    /// Bits of those and of the ones announced.
    pub(in crate::simulate) known: u64,
    /// Periods for which holders expect the losses to go on.
    pub(in crate::simulate) horizon: f64,
    /// Days since the first news.
    pub(in crate::simulate) news: f64,
    /// What is about to be lost each period, by form, inside and outside.
    pub(in crate::simulate) threat: Vec<[f64; 2]>,
    /// Stock beyond the usual that buyers want of what is about to be lost, by node.
    pub(in crate::simulate) ahead: Vec<f64>,
    /// What quotas have left over, by shock.
    pub(super) left: Vec<f64>,
    /// Days and values of each shock's path in this draw, its delay in front.
    pub(super) paths: Vec<Vec<(f64, f64)>>,
    pub(super) happens: Vec<bool>,
}

impl Levels {
    /// Starts a run: nothing changed, the numbers of a draw in place.
    pub(in crate::simulate) fn begin(&mut self, network: &Network, measures: &[Measure], values: &[f64]) {
        let (flows, producers) = (network.flow_mass.len(), network.producers.len());
        refill(&mut self.permit, flows, 1.0);
        refill(&mut self.cut_by, flows, Binding::None);
        refill(&mut self.marks, flows, 0);
        refill(&mut self.capacity, producers, 1.0);
        refill(&mut self.surge_time, producers, 1.0);
        refill(&mut self.need, network.users.len(), 1.0);
        refill(&mut self.markup, network.nodes.len(), 0.0);
        refill(&mut self.left, measures.len(), 0.0);
        self.open.clear();
        self.open.extend_from_slice(&network.flow_mass);
        refill(&mut self.threat, network.forms.len(), [0.0; 2]);
        refill(&mut self.ahead, network.nodes.len(), 0.0);
        (self.in_force, self.known, self.horizon, self.news) = (0, 0, 1.0, 0.0);
        self.happens.clear();
        self.paths.resize_with(measures.len(), Vec::new);
        for (measure, points) in measures.iter().zip(&mut self.paths) {
            self.happens.push(measure.happens(values));
            measure.path(values, points);
        }
    }

    pub(super) fn cut(&mut self, flow: usize, factor: f64, by: Binding) {
        self.permit[flow] *= factor;
        if factor < 1.0 {
            self.cut_by[flow] = by;
        }
    }
}

fn refill<T: Clone>(list: &mut Vec<T>, length: usize, value: T) {
    list.clear();
    list.resize(length, value);
}

//! Rebuilding demand: what is left to rebuild of each event, who is asked for it, and what has been delivered.

use super::event::{Event, Impact};
use super::parameters::Compatibility;
use super::state::Ario;
use crate::economy::table::Mrio;

/// The rebuilding of one event.
#[derive(Debug, Clone)]
pub(super) struct Rebuilding<'a> {
    event: &'a Event,
    /// First day of orders.
    starts: usize,
    /// Characteristic time, days.
    tau: f64,
    /// Industries that are asked, as numbered by [`Ario`].
    suppliers: Vec<usize>,
    /// Industries whose capital is lost, and how much.
    lost: Vec<(usize, f64)>,
    /// Left to rebuild, `[who lost][supplier]`; industries first, then household columns.
    left: Vec<f64>,
    /// Rebuilding demand over capital destroyed.
    factor: f64,
}

impl<'a> Rebuilding<'a> {
    /// The rebuilding demand of an event: by sector as the event says,
    /// by region in the shares from which the industry (or the demand column) buys that sector,
    /// by base output where it buys none of it.
    pub(super) fn new(ario: &Ario, table: &Mrio, event: &'a Event, numbered: &[usize]) -> Option<Self> {
        let Impact::Rebuild { tau, sectors, factor, households } = &event.impact else { return None };
        let shares: Vec<(usize, f64)> = sectors
            .iter()
            .filter_map(|(name, &share)| Some((table.sectors().iter().position(|s| s == name)?, share)))
            .filter(|&(_, share)| share > 0.0)
            .collect();
        let lost: Vec<(usize, f64)> = event.losses.iter().map(|(&i, &loss)| (numbered[i], loss)).collect();
        let mut suppliers = Vec::new();
        let mut sector_of = Vec::new();
        for &(p, share) in &shares {
            for i in ario.segments[p]..ario.segments[p + 1] {
                suppliers.push(i);
                sector_of.push((p, share));
            }
        }
        let mut left = Vec::new();
        let mut ask = |loss: f64, bought: &dyn Fn(usize, usize) -> f64| {
            for (&i, &(p, share)) in suppliers.iter().zip(&sector_of) {
                let segment = ario.segments[p]..ario.segments[p + 1];
                let total: f64 = segment.clone().map(|i| bought(p, i)).sum();
                let of_region = if total > 0.0 {
                    bought(p, i) / total
                } else {
                    ario.x0[i] / segment.map(|k| ario.x0[k]).sum::<f64>().max(f64::MIN_POSITIVE)
                };
                left.push(loss * factor * share * of_region);
            }
        };
        for &(j, loss) in &lost {
            ask(loss, &|p, i| ario.flows(j, p)[i - ario.segments[p]]);
        }
        for (&k, &loss) in households {
            ask(loss, &|_, i| table.y()[(ario.external[i], k)].max(0.0));
        }
        Some(Self {
            event,
            starts: event.rebuilding_starts(),
            tau: *tau,
            suppliers,
            lost,
            left,
            factor: *factor,
        })
    }

    /// Adds what is asked of each supplier on a day, in a step of `days`.
    pub(super) fn demand(&self, day: usize, days: f64, demand: &mut [f64]) {
        if day >= self.starts {
            for row in self.left.chunks_exact(self.suppliers.len()) {
                for (&i, left) in self.suppliers.iter().zip(row) {
                    demand[i] += left * days / self.tau;
                }
            }
        }
    }

    /// Takes off what was delivered: of each supplier the share of its demand that it met.
    /// The reference tool rounds what is left.
    pub(super) fn deliver(&mut self, ario: &Ario, day: usize, days: f64, met: &[f64]) {
        if day >= self.starts {
            for row in self.left.chunks_exact_mut(self.suppliers.len()) {
                for (&i, left) in self.suppliers.iter().zip(row) {
                    *left -= (*left * days / self.tau * met[i]).min(*left);
                    if ario.parameters.compatibility == Compatibility::Boario07 {
                        *left = self.event.round(*left);
                    }
                }
            }
        }
    }

    /// Adds the capital of each industry that is not rebuilt.
    pub(super) fn capital_lost(&self, lost: &mut [f64]) {
        for (&(j, _), row) in self.lost.iter().zip(self.left.chunks_exact(self.suppliers.len())) {
            lost[j] += row.iter().sum::<f64>() / self.factor;
        }
    }
}

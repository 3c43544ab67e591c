//! What is expected: how long losses go on, and what is announced and not yet in force.

use super::super::network::Network;
use super::action::{Refused, What};
use super::levels::Levels;
use super::measure::Measure;
use crate::quantity::Days;
use crate::scenario::path;

/// What is about to be lost at a place: a flow or the output of a producer, and the part of it that will be left.
struct Threat<'a> {
    levels: &'a mut Levels,
    network: &'a Network,
    /// Part of the time looked ahead to in which it is lost.
    weight: f64,
    /// Periods of it.
    periods: f64,
}

/// Sets for how long holders expect losses to go on in a part, and what they expect to lose. A shock is known from the
/// day of its announcement.
pub(super) fn expect(
    (network, measures): (&Network, &[Measure]),
    (actions, forms): (&[(usize, What)], &[u32]),
    (period, step): (usize, Days),
    values: &[f64],
    levels: &mut Levels,
) {
    for &form in forms {
        levels.threat[form as usize] = [0.0; 2];
        levels.ahead[network.forms[form as usize].1.clone()].fill(0.0);
    }
    (levels.known, levels.horizon, levels.news) = (levels.in_force, 1.0, 0.0);
    let now = (period + 1) as f64 * step.get();
    for &(shock, ref what) in actions {
        let measure = &measures[shock];
        let known_for = now - measure.announced;
        if !levels.happens[shock] || known_for <= 0.0 {
            continue;
        }
        let expected = values[measure.expected as usize];
        levels.horizon = levels.horizon.max(expected / step.get());
        levels.news = levels.news.max(known_for);
        let in_force = measure.active.iter().any(|days| days.0 < now && now <= days.1);
        let next = measure.active.iter().map(|days| days.0).find(|start| *start >= now);
        let Some(ahead) = next.map(|start| expected - (start - now)).filter(|a| *a > 0.0 && !in_force) else {
            continue;
        };
        let value = path::mean(&levels.paths[shock], 0.0, ahead);
        let mut threat = Threat { levels, network, weight: ahead / expected, periods: ahead / step.get() };
        match what {
            What::Ban { flows } => {
                for &(k, slot) in flows {
                    threat.flow(k, slot.map_or(value, |slot| values[slot as usize]));
                }
            }
            What::Quota { flows, baseline, share } => {
                let amount = if *share { value } else { value / network.per_year / baseline };
                flows.iter().for_each(|&k| threat.flow(k, amount));
            }
            What::Licence { flows, .. } => {
                for &(k, refused) in flows {
                    threat.flow(k, if matches!(refused, Refused::All) { 0.0 } else { value });
                }
            }
            What::Outage { producers } => {
                producers.iter().for_each(|&p| threat.producer(p as usize, value));
            }
            What::Tax { .. } | What::Technology { .. } | What::Demand { .. } => continue,
        }
        if !matches!(what, What::Outage { .. }) {
            levels.known |= 1 << shock;
        }
    }
}

impl Threat<'_> {
    /// A flow of which a part will be left: buyers lose what passes now and will not, and order as much ahead as they can
    /// get.
    fn flow(&mut self, k: u32, left: f64) {
        let k = k as usize;
        let to = self.network.flow_to[k] as usize;
        let lost = (self.levels.permit[k] - left).max(0.0) * self.network.flow_mass[k];
        self.levels.threat[self.network.form_of[to] as usize][1] += self.weight * lost;
        self.levels.ahead[to] += self.periods * lost;
    }

    /// A producer that will lose a part of its output, which everybody does.
    fn producer(&mut self, p: usize, loss: f64) {
        let lost = (loss - (1.0 - self.levels.capacity[p])).max(0.0) * self.network.producer_mass[p];
        for &(n, b) in self.network.outputs_of(p) {
            let n = n as usize;
            self.levels.threat[self.network.form_of[n] as usize][0] += self.weight * lost * b;
            let part = lost * b / self.network.claims[n];
            for k in self.network.flows_from(n) {
                let to = self.network.flow_to[k] as usize;
                self.levels.ahead[to] += self.periods * part * self.network.flow_mass[k];
            }
        }
    }
}

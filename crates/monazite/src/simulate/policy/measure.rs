//! When a shock is in force, and how much of it.

use super::super::inputs::{Inputs, Slot};
use crate::scenario::{Amount, Kind, Path, Scenario, Shock, path};

/// When a shock is in force, and its value over time.
#[derive(Debug, Clone)]
pub(in crate::simulate) struct Measure {
    /// Drawn below this it happens.
    chance: Option<(Slot, f64)>,
    /// Days in force.
    pub(super) active: Vec<(f64, f64)>,
    /// Value over the days since an interval began.
    path: Vec<(f64, Slot)>,
    /// Days that shift the path; nothing passes before.
    delay: Option<Slot>,
    /// Day on which it becomes known.
    pub(super) announced: f64,
    /// For how many days holders expect it to go on.
    pub(super) expected: Slot,
}

impl Measure {
    pub(super) fn of(scenario: &Scenario, shock: &Shock, expected: Slot, inputs: &mut Inputs) -> Self {
        let name = &shock.name;
        let uncertain = shock.probability.get() < 1.0;
        let chance =
            uncertain.then(|| (inputs.add_chance(format!("{name}: happens")), shock.probability.get()));
        let (what, values) = values(&shock.kind);
        let add = |&(day, value)| (day, inputs.add(format!("{name}: {what} from day {day}"), value));
        let path = values.points().iter().map(add).collect();
        let delay = match &shock.kind {
            Kind::Licence(licence) => Some(inputs.add(format!("{name}: delay"), licence.delay)),
            _ => None,
        };
        let active: Vec<(f64, f64)> =
            shock.active.iter().map(|interval| interval.days(scenario.start)).collect();
        let first = active.iter().map(|days| days.0).fold(f64::INFINITY, f64::min);
        let announced = shock.announced.map_or(first, |date| scenario.day(date).min(first));
        Self { chance, active, path, delay, announced, expected }
    }

    pub(super) fn happens(&self, values: &[f64]) -> bool {
        self.chance.is_none_or(|(slot, p)| values[slot as usize] < p)
    }

    /// Days and values of the path in a draw.
    pub(super) fn path(&self, values: &[f64], points: &mut Vec<(f64, f64)>) {
        let delay = self.delay.map_or(0.0, |slot| values[slot as usize]);
        points.clear();
        if self.delay.is_some() {
            points.extend([(0.0, 0.0), (delay, 0.0)]);
        }
        points.extend(self.path.iter().map(|&(day, slot)| (day + delay, values[slot as usize])));
    }

    /// The part of a period in which it is in force, and its mean value then; `None` where it is not at all.
    pub(super) fn level(&self, points: &[(f64, f64)], from: f64, to: f64) -> Option<(f64, f64)> {
        let (mut days, mut area) = (0.0, 0.0);
        for &(start, end) in &self.active {
            let (a, b) = (from.max(start), to.min(end));
            if b > a {
                days += b - a;
                area += (b - a) * path::mean(points, a - start, b - start);
            }
        }
        (days > 0.0).then(|| (days / (to - from), area / days))
    }
}

/// What the value of a shock is, and its path.
fn values(kind: &Kind) -> (&'static str, Path) {
    match kind {
        Kind::ExportBan(ban) => ("leakage", ban.leakage.clone().unwrap_or_else(|| Path::new(Vec::new()))),
        Kind::Quota(quota) => {
            let (Amount::TonnesPerYear(amount) | Amount::ShareOfBaseline(amount)) = quota.amount;
            ("amount", Path::constant(amount))
        }
        Kind::Tax(tax) => ("rate", tax.rate.clone()),
        Kind::Licence(licence) => ("approval", licence.approval.clone()),
        Kind::TechnologyBan(ban) => ("lead time", Path::constant(ban.lead_time_factor)),
        Kind::Outage(outage) => ("loss", outage.loss.clone()),
        Kind::DemandSurge(surge) => ("factor", surge.factor.clone()),
    }
}

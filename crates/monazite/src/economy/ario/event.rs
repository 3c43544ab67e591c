//! What happens to the economy: lost production capacity, or lost capital that recovers or is rebuilt.

use super::parameters::{Compatibility, some_of};
use crate::economy::table::Mrio;
use crate::error::Error;
use std::collections::BTreeMap;

/// The curve of a recovery: the share of the first loss that is left after `e` of `tau` days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Recovery {
    /// `1 - e/tau`.
    #[default]
    Linear,
    /// S-shaped, slow at first: `tau / (tau + k e^b)`, `k = 1e-6`, half of it done at about `tau/2`.
    Concave,
    /// Fast at first: `(1 - 1/tau)^(4 e)`, more than 95 % done after `tau`.
    Convex,
    /// Fast at first with characteristic time `tau`: `(1 - 1/tau)^e`.
    ConvexUnscaled,
}

impl Recovery {
    /// Steepness of the s-shape.
    const STEEPNESS: f64 = 1e-6;

    /// The share of the first loss that is left `elapsed` days after the recovery started.
    #[must_use]
    pub fn left(self, elapsed: f64, tau: f64) -> f64 {
        let share = match self {
            Self::Linear => 1.0 - elapsed / tau,
            Self::Concave => {
                let exponent =
                    (libm::log(tau) - libm::log(Self::STEEPNESS)) / (libm::log(tau) - libm::log(2.0));
                tau / (tau + Self::STEEPNESS * libm::pow(elapsed, exponent))
            }
            Self::Convex => libm::pow(1.0 - 1.0 / tau, 4.0 * elapsed),
            Self::ConvexUnscaled => libm::pow(1.0 - 1.0 / tau, elapsed),
        };
        share.clamp(0.0, 1.0)
    }

    /// Shortest time for which the curve is defined.
    const fn shortest(self) -> f64 {
        match self {
            Self::Concave => 2.0,
            _ => 0.0,
        }
    }
}

/// What is lost and how it comes back.
#[derive(Debug, Clone, PartialEq)]
pub enum Impact {
    /// A share of production capacity (0 to 1) of each industry is gone.
    Capacity {
        /// How it comes back.
        recovery: Recovery,
        /// Days of the recovery.
        tau: f64,
    },
    /// The loss of production capacity follows a path.
    Path {
        /// Share of the loss that holds on each day from the occurrence; nothing is lost after the last.
        path: Vec<f64>,
    },
    /// Capital, in the table's money, is destroyed and recovers by itself.
    Recover {
        /// How it comes back.
        recovery: Recovery,
        /// Days of the recovery.
        tau: f64,
    },
    /// Capital, in the table's money, is destroyed and ordered again from the rebuilding sectors.
    Rebuild {
        /// Characteristic time of rebuilding, days: a share `1/tau` of what is left is ordered each day.
        tau: f64,
        /// Share of the rebuilding demand that each sector meets; they sum to one.
        sectors: BTreeMap<String, f64>,
        /// Rebuilding demand over capital destroyed.
        factor: f64,
        /// Goods of final-demand columns (position in the table) that are lost and ordered again, money.
        households: BTreeMap<usize, f64>,
    },
}

/// An event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its name, for messages.
    pub name: String,
    /// Day on which it happens; day 0 is the undisturbed economy.
    pub occurrence: usize,
    /// Days until the recovery or the rebuilding starts.
    pub duration: usize,
    /// Loss of each industry hit: share of capacity, or capital in the table's money.
    pub losses: BTreeMap<usize, f64>,
    /// Currency in a unit of the money in which capital was stated; the reference tool rounds by it.
    pub monetary_factor: f64,
    /// What is lost and how it comes back.
    pub impact: Impact,
}

impl Event {
    /// The day from which the recovery counts, and the first day with an effect on capacity.
    ///
    /// As published the loss acts from the day of the event and recovers after its duration.
    /// The reference tool starts every recovery a step late, and lets capacity events act a step late as a whole.
    fn days(&self, compatibility: Compatibility, step: usize) -> (usize, usize) {
        let end = self.occurrence + self.duration;
        match (compatibility, &self.impact) {
            (Compatibility::Published, _) | (_, Impact::Rebuild { .. } | Impact::Path { .. }) => {
                (self.occurrence, end)
            }
            (Compatibility::Boario07, Impact::Capacity { .. }) => (self.occurrence + step, end + 2 * step),
            (Compatibility::Boario07, Impact::Recover { .. }) => (self.occurrence, end + step),
        }
    }

    /// What is left on a day of a loss, for events that recover by themselves, in steps of `step` days.
    /// The reference tool rounds it: a share of capacity to six decimals, capital to seven decimals of millions, four of
    /// thousands, one of units.
    #[must_use]
    pub fn left(&self, loss: f64, day: usize, step: usize, compatibility: Compatibility) -> f64 {
        let left = loss * self.share_left(day, step, compatibility);
        match compatibility {
            Compatibility::Published => left,
            Compatibility::Boario07 if matches!(self.impact, Impact::Capacity { .. }) => round(left, 1e6),
            Compatibility::Boario07 => self.round(left),
        }
    }

    /// Capital as the reference tool rounds it: to seven decimals of millions, four of thousands, one of units.
    pub(super) fn round(&self, capital: f64) -> f64 {
        round(capital, libm::pow(10.0, libm::log10(self.monetary_factor).floor() + 1.0))
    }

    fn share_left(&self, day: usize, step: usize, compatibility: Compatibility) -> f64 {
        let (first, recovers) = self.days(compatibility, step);
        if day < first {
            return 0.0;
        }
        if let Impact::Path { path } = &self.impact {
            return path.get(day - first).copied().unwrap_or(0.0);
        }
        if day <= recovers {
            return 1.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "days")]
        let elapsed = (day - recovers) as f64;
        match self.impact {
            Impact::Capacity { recovery, tau } | Impact::Recover { recovery, tau } => {
                recovery.left(elapsed, tau)
            }
            Impact::Rebuild { .. } | Impact::Path { .. } => 1.0,
        }
    }

    /// The day on which rebuilding is first ordered.
    #[must_use]
    pub fn rebuilding_starts(&self) -> usize {
        self.occurrence + self.duration
    }

    /// All problems of the event for a table.
    #[must_use]
    pub fn problems(&self, table: &Mrio, capital: &[f64]) -> Vec<Error> {
        let mut problems = Vec::new();
        let place = |what: &str| format!("event `{}`, {what}", self.name);
        let mut wrong = |what: &str, reason: String, hint: &str| {
            problems.push(Error::economy(place(what), reason, hint));
        };
        if self.occurrence == 0 {
            wrong("occurrence", "0 is not at least 1".to_owned(), "day 0 is the undisturbed economy");
        }
        if !(self.monetary_factor >= 1.0 && self.monetary_factor.is_finite()) {
            let reason = format!("{} is not at least 1", self.monetary_factor);
            wrong("monetary_factor", reason, "1e6 where capital is in millions");
        }
        if self.losses.is_empty()
            && !matches!(&self.impact, Impact::Rebuild { households, .. } if !households.is_empty())
        {
            wrong("impact", "no industry is hit".to_owned(), "name at least one industry and its loss");
        }
        for (&i, &loss) in &self.losses {
            let what = format!("impact.{}", table.label(i));
            match self.impact {
                Impact::Capacity { .. } | Impact::Path { .. } if !(0.0..=1.0).contains(&loss) => {
                    wrong(&what, format!("{loss} is not a share from 0 to 1"), "1 is a full stop");
                }
                Impact::Recover { .. } | Impact::Rebuild { .. } if !(loss >= 0.0 && loss.is_finite()) => {
                    wrong(
                        &what,
                        format!("{loss} is not 0 or more"),
                        "give the capital destroyed in the table's money",
                    );
                }
                Impact::Recover { .. } | Impact::Rebuild { .. } if loss > capital[i] => wrong(
                    &what,
                    format!("{loss} is more than the industry's capital of {}", capital[i]),
                    "check the unit of money; or set the industry's capital",
                ),
                _ => {}
            }
        }
        match &self.impact {
            Impact::Capacity { recovery, tau } | Impact::Recover { recovery, tau } => {
                let least = recovery.shortest();
                if !(*tau > least && tau.is_finite()) {
                    wrong(
                        "recovery_tau",
                        format!("{tau} is not above {least}"),
                        "give the days of the recovery",
                    );
                } else if *tau < 1.0 && *recovery != Recovery::Linear {
                    wrong(
                        "recovery_tau",
                        format!("{tau} is not at least 1"),
                        "curved recoveries take a day or more",
                    );
                }
            }
            Impact::Path { path } => {
                if let Some(share) = path.iter().find(|s| !(0.0..=1.0).contains(*s)) {
                    wrong("path", format!("{share} is not a share from 0 to 1"), "1 is the whole loss");
                }
            }
            Impact::Rebuild { tau, sectors, factor, households } => {
                if !(*tau >= 1.0 && tau.is_finite()) {
                    wrong("rebuild_tau", format!("{tau} is not at least 1"), "published: 60");
                }
                if !(*factor > 0.0 && factor.is_finite()) {
                    wrong(
                        "rebuilding_factor",
                        format!("{factor} is not above 0"),
                        "1 rebuilds what was lost",
                    );
                }
                for (sector, &share) in sectors {
                    if !table.sectors().contains(sector) {
                        let hint = format!("it has {}", some_of(table.sectors()));
                        wrong(
                            &format!("rebuilding_sectors.{sector}"),
                            "the table has no such sector".to_owned(),
                            &hint,
                        );
                    }
                    if !(0.0..=1.0).contains(&share) {
                        wrong(
                            &format!("rebuilding_sectors.{sector}"),
                            format!("{share} is not a share"),
                            "0 to 1",
                        );
                    }
                }
                let sum: f64 = sectors.values().sum();
                if (sum - 1.0).abs() > 1e-9 {
                    wrong("rebuilding_sectors", format!("the shares sum to {sum}"), "let them sum to 1");
                }
                for (&k, &loss) in households {
                    if !(loss >= 0.0 && loss.is_finite()) {
                        let what = format!("households.{}", table.column_label(k));
                        wrong(&what, format!("{loss} is not 0 or more"), "give money");
                    }
                }
            }
        }
        problems
    }
}

/// A number rounded to multiples of `1/scale`, half to even.
fn round(value: f64, scale: f64) -> f64 {
    (value * scale).round_ties_even() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_start_at_one_and_fall() {
        for curve in [Recovery::Linear, Recovery::Concave, Recovery::Convex, Recovery::ConvexUnscaled] {
            assert_eq!(curve.left(0.0, 30.0), 1.0);
            let path: Vec<f64> = (0..200).map(|e| curve.left(f64::from(e), 30.0)).collect();
            assert!(path.windows(2).all(|w| w[1] <= w[0]), "{curve:?}");
        }
        assert_eq!(Recovery::Linear.left(15.0, 30.0), 0.5);
        assert!(
            (Recovery::Concave.left(15.0, 30.0) - 0.5).abs() < 1e-12,
            "the s-shape is half way at half time"
        );
        assert!(Recovery::Convex.left(30.0, 30.0) < 0.05);
    }

    fn capacity_event() -> Event {
        Event {
            name: "ban".to_owned(),
            occurrence: 5,
            duration: 10,
            losses: BTreeMap::from([(0, 0.5)]),
            monetary_factor: 1e6,
            impact: Impact::Capacity { recovery: Recovery::Linear, tau: 20.0 },
        }
    }

    #[test]
    fn the_reference_tool_starts_late() {
        let event = capacity_event();
        let left = |day, c| event.left(1.0, day, 1, c);
        use Compatibility::{Boario07, Published};
        assert_eq!([4, 5, 15, 16].map(|d| left(d, Published)), [0.0, 1.0, 1.0, 0.95]);
        assert_eq!([5, 6, 17, 18].map(|d| left(d, Boario07)), [0.0, 1.0, 1.0, 0.95]);
    }

    #[test]
    fn a_path_is_followed_day_by_day_and_ends() {
        let path = Event { impact: Impact::Path { path: vec![0.5, 1.0] }, ..capacity_event() };
        let left = |day| path.left(0.4, day, 1, Compatibility::Published);
        assert_eq!([4, 5, 6, 7].map(left), [0.0, 0.2, 0.4, 0.0]);
    }
}

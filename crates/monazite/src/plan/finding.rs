//! What a reader must know of a plan before anything else: where it is dearer than it need be, or worse than nothing.

use super::answer::{Met, Plan, Yearly};
use crate::estimate::Estimate;
use crate::id::MineralId;
use std::collections::BTreeMap;

/// Losses that differ by less than this part are the same.
const SAME: f64 = 0.05;

/// A target that is met with more of need done without than this is met at users' cost.
const AT_USERS_COST: f64 = 0.05;

/// A year is worse than without the programme if it loses more by this part.
const WORSE: f64 = 0.001;

/// Something that stands before the rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding<'a> {
    /// Less money buys the same: what the best programme without targets spends and loses.
    Cheaper {
        /// Discounted money spent.
        spent: Estimate,
        /// Discounted losses expected.
        loss: Estimate,
    },
    /// The programme loses more than none in a year.
    LosesMore {
        /// The year.
        year: i32,
        /// Losses with it over those without it.
        ratio: f64,
    },
    /// The plan meets a target that the simulator does not.
    OnPaper(&'a Met),
    /// Targets of a mineral are met in time while users do without more than a twentieth of their need: the one in whose
    /// year they do without most.
    AtUsersCost(&'a Met),
}

impl Plan {
    /// What must be said first, the gravest first.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding<'_>> {
        let worse = |y: &&Yearly| y.loss_with.get() > y.loss_without.get() * (1.0 + WORSE);
        let loses_more = self.yearly.iter().filter(worse).map(|y| Finding::LosesMore {
            year: y.year,
            ratio: y.loss_with.get() / y.loss_without.get().max(1.0),
        });
        let same = self.loss_untargeted.value <= self.loss_with.value * (1.0 + SAME);
        let cheaper = same && self.spent_untargeted.value < self.spent.value * (1.0 - SAME);
        let cheaper =
            cheaper.then_some(Finding::Cheaper { spent: self.spent_untargeted, loss: self.loss_untargeted });
        let on_paper = self.met.iter().filter(|m| m.in_time() && m.in_replay() == Some(false));
        let mut users: BTreeMap<MineralId, &Met> = BTreeMap::new();
        for met in self.met.iter().filter(|m| m.in_time() && m.done_without.get() > AT_USERS_COST) {
            let worst = users.entry(met.mineral).or_insert(met);
            if met.done_without > worst.done_without {
                *worst = met;
            }
        }
        loses_more
            .chain(cheaper)
            .chain(on_paper.map(Finding::OnPaper))
            .chain(users.into_values().map(Finding::AtUsersCost))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::UsDollars;

    #[test]
    fn less_money_for_the_same_and_years_that_are_worse_are_said() {
        let of = |value| Estimate { low: value, value, high: value };
        let year = |year, with| Yearly {
            year,
            spent: UsDollars::new(1.0),
            loss_without: UsDollars::new(100.0),
            loss_with: UsDollars::new(with),
        };
        let plan = Plan {
            spent: of(196.0),
            loss_with: of(1662.0),
            spent_untargeted: of(77.0),
            loss_untargeted: of(1676.0),
            yearly: vec![year(2026, 90.0), year(2027, 110.0)],
            ..Plan::default()
        };
        let findings = plan.findings();
        assert_eq!(findings[0], Finding::LosesMore { year: 2027, ratio: 1.1 });
        assert_eq!(findings[1], Finding::Cheaper { spent: of(77.0), loss: of(1676.0) });
        let dearer = Plan { loss_untargeted: of(1800.0), yearly: Vec::new(), ..plan };
        assert!(dearer.findings().is_empty(), "what loses more buys less");
    }
}
